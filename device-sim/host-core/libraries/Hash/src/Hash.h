#pragma once
#include <Arduino.h>

void sha1(const uint8_t* bytes, uint32_t size, uint8_t hash[20]);
void sha1(const char* bytes, uint32_t size, uint8_t hash[20]);
void sha1(const String& text, uint8_t hash[20]);

/// As 40 lower-case digits.
String sha1(const uint8_t* bytes, uint32_t size);
String sha1(const char* bytes, uint32_t size);
String sha1(const String& text);
