#pragma once
#include "../stdlib_noniso.h"
