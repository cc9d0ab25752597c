#pragma once
#include "WiFiServerSecureBearSSL.h"

using namespace BearSSL;
