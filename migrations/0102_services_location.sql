-- Where a service is given, as a point of WGS 84; about a metre exact. Null where nobody has said it, and for services
-- whose place must not be known.
alter table service
  add column latitude numeric(7, 5),
  add column longitude numeric(8, 5),
  add constraint service_location check (
    (latitude is null) = (longitude is null) and latitude between -90 and 90 and longitude between -180 and 180);
