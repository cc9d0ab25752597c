#include "../esp8266/file_system.cpp"
