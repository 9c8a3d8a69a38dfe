import type {
  AccessFeature,
  Audience,
  Capacity,
  Delivery,
  Joining,
  Sector,
  Weekday,
} from '#db/vocabulary.ts';

/** The words people read for each value of the closed lists in `db/vocabulary.ts`: one wording on every page. */

export const SECTOR_LABELS: Record<Sector, string> = {
  statutory: 'Council, NHS or other public service',
  voluntary: 'Charity',
  community: 'Community group',
  social_enterprise: 'Social enterprise',
  private: 'Private company',
};

export const DELIVERY_LABELS: Record<Delivery, string> = {
  venue: 'You go to a place',
  home: 'They come to your home',
  phone: 'By phone',
  online: 'Online',
};

export const JOINING_LABELS: Record<Joining, string> = {
  drop_in: 'Just turn up',
  self_referral: 'Ask for yourself',
  professional_referral: 'A professional asks for you',
  gp_referral: 'Your GP asks for you',
};

export const AUDIENCE_LABELS: Record<Audience, string> = {
  carers: 'Carers',
  disabled_people: 'Disabled people',
  people_with_dementia: 'People with dementia',
  people_with_learning_disabilities: 'People with a learning disability',
  autistic_people: 'Autistic people',
  deaf_people: 'Deaf people and people with hearing loss',
  people_with_sight_loss: 'People with sight loss',
  parents_and_families: 'Parents and families',
  young_people: 'Young people',
  older_people: 'Older people',
  women: 'Women',
  men: 'Men',
  lgbtq_people: 'LGBTQ+ people',
  veterans: 'Veterans and forces families',
  refugees_and_migrants: 'Refugees and migrants',
  people_in_recovery: 'People in recovery',
  people_on_low_income: 'People on a low income',
  people_without_a_home: 'People without a home',
  bereaved_people: 'People who have lost someone',
};

export const ACCESS_FEATURE_LABELS: Record<AccessFeature, string> = {
  step_free: 'Step-free',
  accessible_toilet: 'Accessible toilet',
  changing_places: 'Changing Places toilet',
  accessible_parking: 'Blue Badge parking',
  hearing_loop: 'Hearing loop',
  bsl: 'British Sign Language',
  quiet_space: 'Quiet space',
  lift: 'Lift',
  assistance_dogs: 'Assistance dogs welcome',
  carers_welcome: 'A carer or friend can come with you',
  easy_read_materials: 'Easy read information',
  seating_on_arrival: 'Somewhere to sit when you arrive',
  captions: 'Captions',
};

export const CAPACITY_LABELS: Record<Capacity, string> = {
  open: 'Space now',
  waiting_list: 'Waiting list',
  full: 'Full',
  paused: 'Not taking new people at the moment',
  unknown: 'Ask if there is space',
};

export const WEEKDAY_LABELS: Record<Weekday, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};

/** Parts of the day: morning is before midday, evening from 5pm. */
export const PARTS_OF_DAY = ['morning', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof PARTS_OF_DAY)[number];

export const PART_OF_DAY_LABELS: Record<PartOfDay, string> = {
  morning: 'Morning',
  afternoon: 'Afternoon',
  evening: 'Evening',
};
