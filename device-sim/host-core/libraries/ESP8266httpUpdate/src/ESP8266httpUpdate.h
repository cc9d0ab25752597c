#pragma once
#include <ESP8266HTTPClient.h>
#include <ESP8266WiFi.h>
#include <WiFiUdp.h>

#include <functional>

/// Below those of the HTTP client.
enum HTTPUpdateError {
  HTTP_UE_SERVER_NOT_REPORT_VERSION = -109,
  HTTP_UE_SERVER_UNAUTHORIZED = -108,
  HTTP_UE_BIN_FOR_WRONG_FLASH = -107,
  HTTP_UE_BIN_VERIFY_HEADER_FAILED = -106,
  HTTP_UE_SERVER_FAULTY_MD5 = -105,
  HTTP_UE_SERVER_WRONG_HTTP_CODE = -104,
  HTTP_UE_SERVER_FORBIDDEN = -103,
  HTTP_UE_SERVER_FILE_NOT_FOUND = -102,
  HTTP_UE_SERVER_NOT_REPORT_SIZE = -101,
  HTTP_UE_TOO_LESS_SPACE = -100
};

enum HTTPUpdateResult { HTTP_UPDATE_FAILED, HTTP_UPDATE_NO_UPDATES, HTTP_UPDATE_OK };
typedef HTTPUpdateResult t_httpUpdate_return;

using HTTPUpdateStartCB = std::function<void()>;
using HTTPUpdateEndCB = std::function<void()>;
using HTTPUpdateErrorCB = std::function<void(int)>;
using HTTPUpdateProgressCB = std::function<void(int, int)>;

/// Asks a server for an image and takes it; see `Update` for what becomes of it.
class ESP8266HTTPUpdate {
 public:
  ESP8266HTTPUpdate() = default;
  explicit ESP8266HTTPUpdate(int timeoutMillis) : timeout_(timeoutMillis) {}

  void rebootOnUpdate(bool reboot) { reboots_ = reboot; }
  void setFollowRedirects(followRedirects_t follow) { follow_ = follow; }
  void closeConnectionsOnUpdate(bool close) { closes_ = close; }
  void setLedPin(int pin = -1, uint8_t on = HIGH) {
    ledPin_ = pin;
    ledOn_ = on;
  }
  void setMD5sum(const String& expected) { md5_ = expected; }
  void setAuthorization(const String& user, const String& password);
  void setAuthorization(const String& encoded) { encoded_ = encoded; }
  void setClientTimeout(int millis) { timeout_ = millis; }

  t_httpUpdate_return update(WiFiClient& client, const String& url, const String& version = "");
  t_httpUpdate_return update(WiFiClient& client, const String& host, uint16_t port,
                             const String& uri = "/", const String& version = "");
  t_httpUpdate_return update(HTTPClient& http, const String& version = "");
  t_httpUpdate_return updateFS(WiFiClient& client, const String& url, const String& version = "");
  t_httpUpdate_return updateFS(HTTPClient& http, const String& version = "");

  void onStart(HTTPUpdateStartCB handler) { started_ = handler; }
  void onEnd(HTTPUpdateEndCB handler) { ended_ = handler; }
  void onError(HTTPUpdateErrorCB handler) { failed_ = handler; }
  void onProgress(HTTPUpdateProgressCB handler) { progressed_ = handler; }

  int getLastError() { return error_; }
  String getLastErrorString();

 private:
  t_httpUpdate_return from(HTTPClient& http, const String& version, int command);
  t_httpUpdate_return take(HTTPClient& http, int command);
  t_httpUpdate_return fail(int error);
  void introduce(HTTPClient& http, const String& version, int command);

  bool reboots_ = true;
  bool closes_ = true;
  followRedirects_t follow_ = HTTPC_DISABLE_FOLLOW_REDIRECTS;
  int ledPin_ = -1;
  uint8_t ledOn_ = HIGH;
  int timeout_ = 8000;
  String md5_;
  String user_;
  String password_;
  String encoded_;
  int error_ = 0;
  HTTPUpdateStartCB started_;
  HTTPUpdateEndCB ended_;
  HTTPUpdateErrorCB failed_;
  HTTPUpdateProgressCB progressed_;
};

extern ESP8266HTTPUpdate ESPhttpUpdate;
