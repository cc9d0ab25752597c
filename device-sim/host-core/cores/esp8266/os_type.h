#pragma once
#include "osapi.h"
