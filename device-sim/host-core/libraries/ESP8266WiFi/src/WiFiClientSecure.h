#pragma once
#include "WiFiClientSecureBearSSL.h"

using namespace BearSSL;
