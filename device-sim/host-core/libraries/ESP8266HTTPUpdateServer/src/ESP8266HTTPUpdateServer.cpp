#include "ESP8266HTTPUpdateServer.h"

#include <flash_hal.h>

namespace {

const char PAGE[] =
    "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'></head><body>"
    "<form method='POST' action='' enctype='multipart/form-data'>Firmware: "
    "<input type='file' name='firmware'><input type='submit' value='Update Firmware'></form>"
    "<form method='POST' action='' enctype='multipart/form-data'>FileSystem: "
    "<input type='file' name='filesystem'><input type='submit' value='Update FileSystem'></form>"
    "</body></html>";

}  // namespace

void ESP8266HTTPUpdateServer::setup(ESP8266WebServer* server, const String& path,
                                    const String& user, const String& password) {
  server_ = server;
  updateCredentials(user, password);
  server->on(path.c_str(), HTTP_GET, [this] { page(); });
  server->on(path.c_str(), HTTP_POST, [this] { answer(); }, [this] { uploaded(); });
}

bool ESP8266HTTPUpdateServer::knows() {
  return user_.isEmpty() || password_.isEmpty() ||
         server_->authenticate(user_.c_str(), password_.c_str());
}

void ESP8266HTTPUpdateServer::page() {
  if (knows()) {
    server_->send(200, "text/html", PAGE);
  } else {
    server_->requestAuthentication();
  }
}

void ESP8266HTTPUpdateServer::answer() {
  if (!known_) {
    server_->requestAuthentication();
  } else if (Update.hasError()) {
    server_->send(200, "text/html", "Update error: " + error_);
  } else {
    server_->send(200, "text/html",
                  "<META http-equiv=\"refresh\" content=\"15;URL=/\">Update Success! Rebooting...");
    delay(100);
    server_->client().stop();
    ESP.restart();
  }
}

void ESP8266HTTPUpdateServer::noteError() {
  error_ = Update.getErrorString();
  if (says_) {
    Update.printError(Serial);
  }
}

void ESP8266HTTPUpdateServer::uploaded() {
  HTTPUpload& part = server_->upload();
  if (part.status == UPLOAD_FILE_START) {
    error_ = "";
    known_ = knows();
    if (says_) {
      Serial.printf(known_ ? "Update: %s\n" : "Unauthenticated Update\n", part.filename.c_str());
    }
    bool files = part.name == "filesystem";
    size_t space = files ? FS_PHYS_SIZE : (ESP.getFreeSketchSpace() - 0x1000) & 0xFFFFF000;
    if (known_ && !Update.begin(space, files ? U_FS : U_FLASH)) {
      noteError();
    }
  } else if (!known_) {
    return;
  } else if (part.status == UPLOAD_FILE_WRITE && error_.isEmpty()) {
    if (Update.write(part.buf, part.currentSize) != part.currentSize) {
      noteError();
    }
  } else if (part.status == UPLOAD_FILE_END && error_.isEmpty()) {
    if (!Update.end(true)) {
      noteError();
    } else if (says_) {
      Serial.printf("Update Success: %u\nRebooting...\n",
                    static_cast<unsigned>(part.totalSize));
    }
  } else if (part.status == UPLOAD_FILE_ABORTED) {
    Update.end();
  }
  esp_yield();
}
