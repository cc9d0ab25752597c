#include "ESP8266HTTPClient.h"

#include "StreamString.h"
#include "base64.h"

namespace {

const String NONE;

bool is(const String& name, const char* wanted) { return name.equalsIgnoreCase(wanted); }

}  // namespace

bool HTTPClient::begin(WiFiClient& client, const String& url) {
  end();
  client_ = client.clone();
  return take(url);
}

bool HTTPClient::begin(WiFiClient& client, const String& host, uint16_t port, const String& uri,
                       bool https) {
  end();
  client_ = client.clone();
  host_ = host;
  port_ = port;
  uri_ = uri;
  secure_ = https;
  return true;
}

/// `http://user:password@host:port/path?query`; what is missing is as usual.
bool HTTPClient::take(const String& url) {
  int colon = url.indexOf("://");
  if (colon < 0) {
    return false;
  }
  String protocol = url.substring(0, colon);
  secure_ = protocol == "https";
  if (!secure_ && protocol != "http") {
    return false;
  }
  String rest = url.substring(colon + 3);
  int slash = rest.indexOf('/');
  int query = rest.indexOf('?');
  int end = slash < 0 || (query >= 0 && query < slash) ? query : slash;
  String place = end < 0 ? rest : rest.substring(0, end);
  uri_ = end < 0 ? String("/") : rest.substring(end);
  if (uri_[0] == '?') {
    uri_ = "/" + uri_;
  }
  int at = place.indexOf('@');
  if (at >= 0) {
    authorization_ = base64::encode(place.substring(0, at), false);
    place = place.substring(at + 1);
  }
  int port = place.indexOf(':');
  host_ = port < 0 ? place : place.substring(0, port);
  port_ = port < 0 ? (secure_ ? 443 : 80) : static_cast<uint16_t>(place.substring(port + 1).toInt());
  return !host_.isEmpty();
}

/// To another place; within the same host only the path may be given.
bool HTTPClient::setURL(const String& url) {
  if (url.startsWith("/")) {
    uri_ = url;
    taken_ = false;
    return true;
  }
  String before = host_;
  uint16_t port = port_;
  bool secure = secure_;
  if (!take(url) || secure != secure_) {
    host_ = before;
    port_ = port;
    secure_ = secure;
    return false;
  }
  if ((host_ != before || port_ != port) && client_ != nullptr) {
    client_->stop();
  }
  return true;
}

void HTTPClient::end() {
  done();
  client_.reset();
  head_ = String();
  authorization_ = String();
  collected_.clear();
  body_ = String();
  size_ = -1;
}

bool HTTPClient::connected() {
  return client_ != nullptr && (client_->connected() || client_->available() > 0);
}

void HTTPClient::setAuthorization(const char* user, const char* password) {
  authorization_ = base64::encode(String(user) + ":" + password, false);
}

void HTTPClient::setTimeout(uint16_t millis) {
  timeout_ = millis;
  if (client_ != nullptr) {
    client_->setTimeout(millis);
  }
}

void HTTPClient::useHTTP10(bool wanted) {
  http10_ = wanted;
  reuse_ = !wanted;
}

void HTTPClient::addHeader(const String& name, const String& value, bool first, bool replace) {
  // these are its own
  if (is(name, "Connection") || is(name, "Host") || is(name, "User-Agent") ||
      (is(name, "Authorization") && !authorization_.isEmpty())) {
    return;
  }
  String line = name + ": " + value + "\r\n";
  int at = replace ? head_.indexOf(name + ": ") : -1;
  if (at >= 0 && (at == 0 || head_[at - 1] == '\n')) {
    head_.remove(at, head_.indexOf('\n', at) + 1 - at);
  }
  head_ = first ? line + head_ : head_ + line;
}

void HTTPClient::collectHeaders(const char* names[], size_t count) {
  collected_.clear();
  for (size_t i = 0; i < count; i++) {
    collected_.push_back({names[i], String()});
  }
}

const String& HTTPClient::header(const char* name) {
  for (const Header& each : collected_) {
    if (is(each.name, name)) {
      return each.value;
    }
  }
  return NONE;
}

const String& HTTPClient::header(size_t index) {
  return index < collected_.size() ? collected_[index].value : NONE;
}

const String& HTTPClient::headerName(size_t index) {
  return index < collected_.size() ? collected_[index].name : NONE;
}

int HTTPClient::sendRequest(const char* type, const String& payload) {
  return sendRequest(type, reinterpret_cast<const uint8_t*>(payload.c_str()), payload.length());
}

int HTTPClient::sendRequest(const char* type, const uint8_t* payload, size_t size) {
  for (uint16_t left = limit_;; left--) {
    if (!dial()) {
      return fail(HTTPC_ERROR_CONNECTION_FAILED);
    }
    if (!sendHead(type, payload != nullptr, size)) {
      return fail(HTTPC_ERROR_SEND_HEADER_FAILED);
    }
    if (payload != nullptr && size > 0 && client_->write(payload, size) != size) {
      return fail(HTTPC_ERROR_SEND_PAYLOAD_FAILED);
    }
    int code = receiveHead();
    if (left == 0 || !goesOn(type, code)) {
      return code > 0 ? code : fail(code);
    }
    if (code == HTTP_CODE_SEE_OTHER) {
      type = "GET";
      payload = nullptr;
      size = 0;
    }
  }
}

int HTTPClient::sendRequest(const char* type, Stream* stream, size_t size) {
  if (stream == nullptr) {
    return fail(HTTPC_ERROR_NO_STREAM);
  }
  if (!dial()) {
    return fail(HTTPC_ERROR_CONNECTION_FAILED);
  }
  if (size == 0) {
    size = static_cast<size_t>(stream->available());
  }
  if (!sendHead(type, true, size)) {
    return fail(HTTPC_ERROR_SEND_HEADER_FAILED);
  }
  if (stream->sendSize(client_.get(), static_cast<ssize_t>(size)) != size) {
    return fail(HTTPC_ERROR_SEND_PAYLOAD_FAILED);
  }
  int code = receiveHead();
  return code > 0 ? code : fail(code);
}

bool HTTPClient::dial() {
  if (client_ == nullptr) {
    return false;
  }
  if (reuse_ && client_->connected()) {
    // what the last answer left behind is of no interest
    while (client_->available() > 0) {
      client_->read();
    }
    return true;
  }
  client_->setTimeout(timeout_);
  return client_->connect(host_.c_str(), port_) != 0;
}

bool HTTPClient::sendHead(const char* type, bool hasBody, size_t size) {
  bool usual = port_ == (secure_ ? 443 : 80);
  String text = String(type) + " " + uri_ + (http10_ ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
  text += "Host: " + host_ + (usual ? String() : ":" + String(port_)) + "\r\n";
  if (!userAgent_.isEmpty()) {
    text += "User-Agent: " + userAgent_ + "\r\n";
  }
  if (!http10_) {
    text += "Accept-Encoding: identity;q=1,chunked;q=0.1,*;q=0\r\n";
  }
  if (!authorization_.isEmpty()) {
    text += "Authorization: Basic " + authorization_ + "\r\n";
  }
  text += head_;
  if (hasBody) {
    text += "Content-Length: " + String(static_cast<unsigned>(size)) + "\r\n";
  }
  text += reuse_ ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  return client_->write(text.c_str(), text.length()) == text.length();
}

/// Gives the code of the answer, or an error.
int HTTPClient::receiveHead() {
  size_ = -1;
  chunked_ = false;
  taken_ = false;
  keeps_ = reuse_;
  location_ = String();
  body_ = String();
  for (Header& each : collected_) {
    each.value = String();
  }
  int code = 0;
  bool first = true;
  String text;
  while (line(text)) {
    if (first) {
      first = false;
      if (!text.startsWith("HTTP/1.")) {
        return HTTPC_ERROR_NO_HTTP_SERVER;
      }
      keeps_ = reuse_ && text[7] != '0';
      code = static_cast<int>(text.substring(9).toInt());
    } else if (text.isEmpty()) {
      if (code == HTTP_CODE_CONTINUE) {
        first = true;
        continue;
      }
      return code > 0 ? code : HTTPC_ERROR_NO_HTTP_SERVER;
    } else {
      int colon = text.indexOf(':');
      String value = text.substring(colon + 1);
      value.trim();
      look(text.substring(0, colon), value);
    }
  }
  return client_->connected() ? HTTPC_ERROR_READ_TIMEOUT : HTTPC_ERROR_CONNECTION_LOST;
}

/// False when none comes in time, or the connection ends.
bool HTTPClient::line(String& into) {
  into = String();
  for (uint32_t begun = millis(); static_cast<uint32_t>(millis()) - begun < timeout_;) {
    int byte = client_->read();
    if (byte == '\n') {
      into.trim();
      return true;
    }
    if (byte >= 0) {
      into += static_cast<char>(byte);
      begun = millis();
    } else if (!client_->connected()) {
      return false;
    } else {
      delay(1);
    }
  }
  return false;
}

void HTTPClient::look(const String& name, const String& value) {
  if (is(name, "Content-Length")) {
    size_ = static_cast<int>(value.toInt());
  } else if (is(name, "Connection")) {
    keeps_ = reuse_ && value.indexOf("close") < 0 && (keeps_ || value.indexOf("live") >= 0);
  } else if (is(name, "Transfer-Encoding")) {
    chunked_ = is(value, "chunked");
  } else if (is(name, "Location")) {
    location_ = value;
  }
  for (Header& each : collected_) {
    if (is(each.name, name.c_str())) {
      each.value = each.value.isEmpty() ? value : each.value + "," + value;
    }
  }
}

/// Whether it asks again where it was sent.
bool HTTPClient::goesOn(const char* type, int code) {
  bool moved = code == HTTP_CODE_MOVED_PERMANENTLY || code == HTTP_CODE_FOUND ||
               code == HTTP_CODE_SEE_OTHER || code == HTTP_CODE_TEMPORARY_REDIRECT ||
               code == HTTP_CODE_PERMANENT_REDIRECT;
  if (!moved || follow_ == HTTPC_DISABLE_FOLLOW_REDIRECTS || location_.isEmpty()) {
    return false;
  }
  bool harmless = strcmp(type, "GET") == 0 || strcmp(type, "HEAD") == 0;
  if (follow_ == HTTPC_STRICT_FOLLOW_REDIRECTS && !harmless && code != HTTP_CODE_SEE_OTHER) {
    return false;
  }
  StreamString ignored;
  writeBody(&ignored);
  return setURL(String(location_));
}

int HTTPClient::fail(int error) {
  if (client_ != nullptr) {
    client_->stop();
  }
  return error;
}

void HTTPClient::done() {
  if (client_ != nullptr && !(keeps_ && reuse_)) {
    client_->stop();
  }
}

WiFiClient& HTTPClient::getStream() {
  static WiFiClient none;
  return client_ == nullptr ? none : *client_;
}
