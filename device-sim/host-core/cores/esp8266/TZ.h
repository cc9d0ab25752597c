#pragma once
// Time zones as configTime() and setTZ() take them, by the names of the IANA database: what is in
// force now, by the rules of POSIX.
#include "zones_africa_america.h"
#include "zones_elsewhere.h"
