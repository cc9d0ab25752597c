#pragma once
// What a card is read and written by is the same on both chips.
#include "../esp8266/file_system.h"
