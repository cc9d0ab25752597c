#pragma once
#include <ESP8266WebServer.h>

/// A page with two forms, for an image and for files; see `Update` for what becomes of what is sent.
class ESP8266HTTPUpdateServer {
 public:
  explicit ESP8266HTTPUpdateServer(bool says = false) : says_(says) {}

  void setup(ESP8266WebServer* server) { setup(server, "", ""); }
  void setup(ESP8266WebServer* server, const String& path) { setup(server, path, "", ""); }
  void setup(ESP8266WebServer* server, const String& user, const String& password) {
    setup(server, "/update", user, password);
  }
  void setup(ESP8266WebServer* server, const String& path, const String& user,
             const String& password);
  void updateCredentials(const String& user, const String& password) {
    user_ = user;
    password_ = password;
  }

 private:
  bool knows();
  void page();
  void uploaded();
  void answer();
  void noteError();

  ESP8266WebServer* server_ = nullptr;
  bool says_;
  bool known_ = false;
  String user_;
  String password_;
  String error_;
};
