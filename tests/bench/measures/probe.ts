/* Loaded into a server before its own code: tells how long the process has worked, whenever it is asked. */
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1000);
});
// Listening must not keep a server running that wants to end.
process.channel?.unref();
