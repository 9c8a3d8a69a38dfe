/**
 * Pieces of text as a stream. The next piece is not asked for before `room` says that the last one is on its way, and
 * none after whoever reads has gone. A failure is told to `onFailure` and breaks the stream off.
 */
export function asTextStream(
  pieces: AsyncGenerator<string, void>,
  room: () => Promise<void>,
  onFailure: (error: unknown) => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          await room();
          const { done, value } = await pieces.next();
          if (done === true) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          onFailure(error);
          throw error;
        }
      },
      async cancel() {
        await pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
}
