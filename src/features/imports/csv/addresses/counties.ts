import { fold } from '#src/lib/text.ts';

/** Counties, council areas used as counties in addresses, and their usual short forms (historic and ceremonial). */
const COUNTIES = `
Avon; Bedfordshire, Beds; Berkshire, Berks; Buckinghamshire, Bucks; Cambridgeshire, Cambs; Cheshire; Cleveland; Cornwall;
County Durham, Co Durham; Cumberland; Cumbria; Derbyshire, Derbys; Devon; Dorset; East Sussex, E Sussex;
East Riding of Yorkshire, East Yorkshire, East Riding, E Yorkshire; Essex; Gloucestershire, Glos;
Greater London, Gt London; Greater Manchester, Gt Manchester, Gtr Manchester; Hampshire, Hants; Herefordshire;
Hertfordshire, Herts; Huntingdonshire; Isle of Wight; Kent; Lancashire, Lancs; Leicestershire, Leics;
Lincolnshire, Lincs; North East Lincolnshire, NE Lincolnshire, N E Lincolnshire; North Lincolnshire; Merseyside; Middlesex, Middx; Norfolk;
North Yorkshire, N Yorkshire, North Yorks, N Yorks; Northamptonshire, Northants; Northumberland;
Nottinghamshire, Notts; Oxfordshire, Oxon; Rutland; Shropshire, Salop; Somerset; North Somerset;
South Gloucestershire; South Yorkshire, S Yorkshire, South Yorks, S Yorks; Staffordshire, Staffs; Suffolk; Surrey;
Sussex; Tyne and Wear, Tyne & Wear, Tyne Wear; Warwickshire, Warks; West Midlands, W Midlands;
West Sussex, W Sussex; West Yorkshire, W Yorkshire, West Yorks, W Yorks; Westmorland; Wiltshire, Wilts;
Worcestershire, Worcs; Yorkshire;
Aberdeenshire; Angus; Argyll and Bute, Argyll; Ayrshire; East Ayrshire; North Ayrshire; South Ayrshire; Banffshire;
Berwickshire; Caithness; Clackmannanshire; Dumfries and Galloway; Dumfriesshire; Dunbartonshire; East Dunbartonshire;
West Dunbartonshire; East Lothian; East Renfrewshire; Fife; Highland; Inverness-shire; Kincardineshire; Kinross-shire;
Lanarkshire; North Lanarkshire; South Lanarkshire; Midlothian; Moray; Morayshire; Na h-Eileanan Siar; Orkney;
Peeblesshire; Perthshire; Perth and Kinross; Renfrewshire; Ross-shire; Roxburghshire; Scottish Borders; Selkirkshire;
Shetland; Stirlingshire; Sutherland; West Lothian; Wigtownshire;
Anglesey, Isle of Anglesey; Blaenau Gwent; Caerphilly; Carmarthenshire; Ceredigion; Clwyd; Conwy; Denbighshire; Dyfed;
Flintshire; Glamorgan; Gwent; Gwynedd; Mid Glamorgan; Monmouthshire; Neath Port Talbot; Pembrokeshire; Powys;
Rhondda Cynon Taf; South Glamorgan; Torfaen; Vale of Glamorgan; West Glamorgan;
County Antrim, Co Antrim; County Armagh, Co Armagh; County Down, Co Down, Down; County Fermanagh, Co Fermanagh, Fermanagh;
County Londonderry, Co Londonderry; County Tyrone, Co Tyrone, Tyrone
`;

const BY_KEY = new Map(
  COUNTIES.split(';').flatMap((entry) => {
    const [name = '', ...others] = entry.split(',').map((part) => part.replace(/\s+/g, ' ').trim());
    return [name, ...others].map((form) => [fold(form), name] as const);
  }),
);

/** The usual name of a county in any of its forms, "Gt Manchester" or "N. Yorks"; null when it is none. */
export const findCounty = (text: string): string | null => BY_KEY.get(fold(text)) ?? null;
