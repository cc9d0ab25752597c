#include "ESP8266httpUpdate.h"

#include <StreamString.h>
#include <flash_hal.h>

ESP8266HTTPUpdate ESPhttpUpdate;

namespace {

constexpr uint8_t IMAGE = 0xE9;
constexpr uint8_t PACKED_IMAGE = 0x1F;

int errorOf(int code) {
  switch (code) {
    case HTTP_CODE_NOT_FOUND: return HTTP_UE_SERVER_FILE_NOT_FOUND;
    case HTTP_CODE_FORBIDDEN: return HTTP_UE_SERVER_FORBIDDEN;
    case HTTP_CODE_UNAUTHORIZED: return HTTP_UE_SERVER_UNAUTHORIZED;
    default: return code <= 0 ? code : static_cast<int>(HTTP_UE_SERVER_WRONG_HTTP_CODE);
  }
}

}  // namespace

void ESP8266HTTPUpdate::setAuthorization(const String& user, const String& password) {
  user_ = user;
  password_ = password;
}

t_httpUpdate_return ESP8266HTTPUpdate::update(WiFiClient& client, const String& url,
                                              const String& version) {
  HTTPClient http;
  return http.begin(client, url) ? from(http, version, U_FLASH) : HTTP_UPDATE_FAILED;
}

t_httpUpdate_return ESP8266HTTPUpdate::update(WiFiClient& client, const String& host,
                                              uint16_t port, const String& uri,
                                              const String& version) {
  HTTPClient http;
  return http.begin(client, host, port, uri) ? from(http, version, U_FLASH) : HTTP_UPDATE_FAILED;
}

t_httpUpdate_return ESP8266HTTPUpdate::update(HTTPClient& http, const String& version) {
  return from(http, version, U_FLASH);
}

t_httpUpdate_return ESP8266HTTPUpdate::updateFS(WiFiClient& client, const String& url,
                                                const String& version) {
  HTTPClient http;
  return http.begin(client, url) ? from(http, version, U_FS) : HTTP_UPDATE_FAILED;
}

t_httpUpdate_return ESP8266HTTPUpdate::updateFS(HTTPClient& http, const String& version) {
  return from(http, version, U_FS);
}

String ESP8266HTTPUpdate::getLastErrorString() {
  if (error_ == 0) {
    return String();
  }
  if (error_ > 0) {
    return "Update error: " + Update.getErrorString();
  }
  switch (error_) {
    case HTTP_UE_TOO_LESS_SPACE: return "Not Enough space";
    case HTTP_UE_SERVER_NOT_REPORT_SIZE: return "Server Did Not Report Size";
    case HTTP_UE_SERVER_FILE_NOT_FOUND: return "File Not Found (404)";
    case HTTP_UE_SERVER_FORBIDDEN: return "Forbidden (403)";
    case HTTP_UE_SERVER_WRONG_HTTP_CODE: return "Wrong HTTP Code";
    case HTTP_UE_SERVER_FAULTY_MD5: return "Wrong MD5";
    case HTTP_UE_BIN_VERIFY_HEADER_FAILED: return "Verify Bin Header Failed";
    case HTTP_UE_BIN_FOR_WRONG_FLASH: return "New Binary Does Not Fit Flash Size";
    case HTTP_UE_SERVER_UNAUTHORIZED: return "Unauthorized (401)";
    default: return "HTTP error: " + HTTPClient::errorToString(error_);
  }
}

t_httpUpdate_return ESP8266HTTPUpdate::fail(int error) {
  error_ = error;
  if (failed_) {
    failed_(error);
  }
  return HTTP_UPDATE_FAILED;
}

/// What a server may want to know before it answers.
void ESP8266HTTPUpdate::introduce(HTTPClient& http, const String& version, int command) {
  http.useHTTP10(true);
  http.setTimeout(static_cast<uint16_t>(timeout_));
  http.setFollowRedirects(follow_);
  http.setUserAgent("ESP8266-http-Update");
  http.addHeader("x-ESP8266-Chip-ID", String(ESP.getChipId()));
  http.addHeader("x-ESP8266-STA-MAC", WiFi.macAddress());
  http.addHeader("x-ESP8266-AP-MAC", WiFi.softAPmacAddress());
  http.addHeader("x-ESP8266-free-space", String(ESP.getFreeSketchSpace()));
  http.addHeader("x-ESP8266-sketch-size", String(ESP.getSketchSize()));
  http.addHeader("x-ESP8266-sketch-md5", ESP.getSketchMD5());
  http.addHeader("x-ESP8266-chip-size", String(ESP.getFlashChipRealSize()));
  http.addHeader("x-ESP8266-sdk-version", ESP.getSdkVersion());
  http.addHeader("x-ESP8266-mode", command == U_FS ? "spiffs" : "sketch");
  if (!version.isEmpty()) {
    http.addHeader("x-ESP8266-version", version);
  }
  if (!user_.isEmpty() && !password_.isEmpty()) {
    http.setAuthorization(user_.c_str(), password_.c_str());
  }
  if (!encoded_.isEmpty()) {
    http.setAuthorization(encoded_.c_str());
  }
  const char* wanted[] = {"x-MD5"};
  http.collectHeaders(wanted, 1);
}

t_httpUpdate_return ESP8266HTTPUpdate::from(HTTPClient& http, const String& version, int command) {
  introduce(http, version, command);
  int code = http.GET();
  t_httpUpdate_return result = code == HTTP_CODE_OK             ? take(http, command)
                               : code == HTTP_CODE_NOT_MODIFIED ? HTTP_UPDATE_NO_UPDATES
                                                                : fail(errorOf(code));
  http.end();
  if (result == HTTP_UPDATE_OK) {
    if (ended_) {
      ended_();
    }
    if (reboots_ && command == U_FLASH) {
      ESP.restart();
    }
  }
  return result;
}

t_httpUpdate_return ESP8266HTTPUpdate::take(HTTPClient& http, int command) {
  int size = http.getSize();
  if (size <= 0) {
    return fail(HTTP_UE_SERVER_NOT_REPORT_SIZE);
  }
  uint32_t space = command == U_FS ? FS_PHYS_SIZE : ESP.getFreeSketchSpace();
  if (static_cast<uint32_t>(size) > space) {
    return fail(HTTP_UE_TOO_LESS_SPACE);
  }
  if (started_) {
    started_();
  }
  WiFiClient* client = http.getStreamPtr();
  if (client == nullptr) {
    return fail(HTTPC_ERROR_CONNECTION_LOST);
  }
  if (closes_) {
    WiFiUDP::stopAll();
    WiFiClient::stopAllExcept(client);
  }
  delay(100);
  uint8_t head[4];
  if (command == U_FLASH && (client->peekBytes(head, sizeof head) != sizeof head ||
                             (head[0] != IMAGE && head[0] != PACKED_IMAGE))) {
    return fail(HTTP_UE_BIN_VERIFY_HEADER_FAILED);
  }
  if (progressed_) {
    Update.onProgress(progressed_);
  }
  if (!Update.begin(static_cast<size_t>(size), command, ledPin_, ledOn_)) {
    return fail(Update.getError());
  }
  String md5 = md5_.isEmpty() ? http.header("x-MD5") : md5_;
  if (!md5.isEmpty() && !Update.setMD5(md5.c_str())) {
    return fail(HTTP_UE_SERVER_FAULTY_MD5);
  }
  bool whole = Update.writeStream(*client) == static_cast<size_t>(size) && Update.end();
  return whole ? HTTP_UPDATE_OK : fail(Update.getError());
}
