#pragma once
#include "WString.h"

namespace mime {

/// What a file holds, by the end of its name.
String getContentType(const String& path);

}  // namespace mime
