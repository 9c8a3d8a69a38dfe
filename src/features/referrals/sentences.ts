/** Why a service cannot be taken from people now, and what to do: for whoever tried. */
export const OPEN_REFERRALS =
  'This service has referrals that are open. Answer or finish them first, or ask the navigators to withdraw them';
