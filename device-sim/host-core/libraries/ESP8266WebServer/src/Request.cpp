#include "ESP8266WebServer.h"

namespace {

constexpr size_t MOST_LINE = 2048;
constexpr size_t MOST_BODY = 20000;

HTTPMethod methodOf(const String& name) {
  static const char* const NAMES[] = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  for (int i = 0; i < 7; i++) {
    if (name == NAMES[i]) {
      return static_cast<HTTPMethod>(HTTP_GET + i);
    }
  }
  return HTTP_ANY;
}

/// `name="value"` in a header, the quotes left out.
String parameter(const String& line, const char* name) {
  int at = line.indexOf(String(name) + "=");
  if (at < 0) {
    return String();
  }
  String rest = line.substring(at + static_cast<int>(strlen(name)) + 1);
  if (rest.startsWith("\"")) {
    int end = rest.indexOf('"', 1);
    return rest.substring(1, end < 0 ? rest.length() : static_cast<unsigned>(end));
  }
  int end = rest.indexOf(';');
  return end < 0 ? rest : rest.substring(0, end);
}

}  // namespace

void ESP8266WebServer::forgetRequest() {
  methodName_ = String();
  uri_ = String();
  url_ = String();
  host_ = String();
  authorization_ = String();
  contentType_ = String();
  arguments_.clear();
  for (Pair& each : headers_) {
    each.value = String();
  }
  bodySize_ = 0;
  bodyRead_ = 0;
  handler_ = nullptr;
  upload_.reset();
  responseHeaders_ = String();
  contentLength_ = CONTENT_LENGTH_NOT_SET;
  chunked_ = false;
}

/// Waits for each byte as long as the client's timeout says; below zero when none comes.
int ESP8266WebServer::readByte() {
  for (uint32_t begun = millis(); static_cast<uint32_t>(millis()) - begun < HTTP_MAX_POST_WAIT;) {
    int byte = client_->read();
    if (byte >= 0 || !client_->connected()) {
      return byte;
    }
    delay(1);
  }
  return -1;
}

bool ESP8266WebServer::readLine(String& into) {
  into = String();
  for (int byte = readByte(); byte >= 0 && into.length() < MOST_LINE; byte = readByte()) {
    if (byte == '\n') {
      into.trim();
      return true;
    }
    into += static_cast<char>(byte);
  }
  return false;
}

bool ESP8266WebServer::readRequest() {
  forgetRequest();
  String line;
  if (!readLine(line)) {
    return false;
  }
  int space = line.indexOf(' ');
  int second = line.indexOf(' ', space + 1);
  if (space < 0 || second < 0) {
    return false;
  }
  methodName_ = line.substring(0, space);
  method_ = methodOf(methodName_);
  url_ = line.substring(space + 1, second);
  version_ = line.endsWith("1.0") ? 0 : 1;
  keepAlive_ = version_ == 1;
  int query = url_.indexOf('?');
  uri_ = query < 0 ? url_ : url_.substring(0, query);
  while (readLine(line) && !line.isEmpty()) {
    int colon = line.indexOf(':');
    String value = line.substring(colon + 1);
    value.trim();
    readHeader(line.substring(0, colon), value);
  }
  if (query >= 0) {
    readArguments(url_.substring(query + 1));
  }
  for (auto& each : handlers_) {
    if (each->canHandle(method_, uri_)) {
      handler_ = each.get();
      break;
    }
  }
  return bodySize_ == 0 || readBody();
}

void ESP8266WebServer::readHeader(const String& name, const String& value) {
  if (name.equalsIgnoreCase("Host")) {
    host_ = value;
  } else if (name.equalsIgnoreCase("Authorization")) {
    authorization_ = value;
  } else if (name.equalsIgnoreCase("Content-Type")) {
    contentType_ = value;
  } else if (name.equalsIgnoreCase("Content-Length")) {
    bodySize_ = static_cast<size_t>(value.toInt());
  } else if (name.equalsIgnoreCase("Connection")) {
    keepAlive_ = !value.equalsIgnoreCase("close") && (keepAlive_ || value.indexOf("live") >= 0);
  }
  for (Pair& each : headers_) {
    if (each.name.equalsIgnoreCase(name)) {
      each.value = value;
    }
  }
}

bool ESP8266WebServer::readBody() {
  if (contentType_.startsWith("multipart/form-data")) {
    return readForm(parameter(contentType_, "boundary"));
  }
  if (bodySize_ > MOST_BODY) {
    return false;
  }
  String body;
  body.reserve(static_cast<unsigned>(bodySize_));
  while (body.length() < bodySize_) {
    int byte = readByte();
    if (byte < 0) {
      return false;
    }
    body += static_cast<char>(byte);
  }
  if (contentType_.startsWith("application/x-www-form-urlencoded")) {
    readArguments(body);
  }
  arguments_.push_back({"plain", body});
  return true;
}

void ESP8266WebServer::readArguments(const String& text) {
  for (unsigned int at = 0; at < text.length();) {
    int end = text.indexOf('&', at);
    String pair = end < 0 ? text.substring(at) : text.substring(at, static_cast<unsigned>(end));
    int equals = pair.indexOf('=');
    if (!pair.isEmpty()) {
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? String() : pair.substring(equals + 1);
      arguments_.push_back({urlDecode(name), urlDecode(value)});
    }
    at = end < 0 ? text.length() : static_cast<unsigned>(end) + 1;
  }
}

/// RFC 7578: parts between lines of two dashes and the boundary; the last has two dashes behind.
bool ESP8266WebServer::readForm(const String& boundary) {
  String line;
  if (boundary.isEmpty() || !readLine(line) || line != "--" + boundary) {
    return false;
  }
  while (true) {
    String name;
    String file;
    String type;
    if (!readPart(boundary, name, file, type) || !readLine(line)) {
      return false;
    }
    if (line == "--") {
      return true;
    }
  }
}

bool ESP8266WebServer::readPart(const String& boundary, String& name, String& file, String& type) {
  String line;
  bool isFile = false;
  while (readLine(line) && !line.isEmpty()) {
    String lower = line;
    lower.toLowerCase();
    if (lower.startsWith("content-disposition")) {
      isFile = line.indexOf("filename=") >= 0;
      file = parameter(line, "filename");
      String rest = line;
      rest.replace("filename=", "");
      name = parameter(rest, "name");
    } else if (lower.startsWith("content-type:")) {
      type = line.substring(13);
      type.trim();
    }
  }
  if (isFile) {
    upload_.reset(new HTTPUpload());
    upload_->name = name;
    upload_->filename = file;
    upload_->type = type;
    upload_->contentLength = bodySize_;
    tellUpload(UPLOAD_FILE_START);
  }
  String value;
  bool whole = readContent("\r\n--" + boundary, isFile ? file + " " : String(), value);
  if (isFile) {
    if (upload_->currentSize > 0) {
      tellUpload(UPLOAD_FILE_WRITE);
    }
    tellUpload(whole ? UPLOAD_FILE_END : UPLOAD_FILE_ABORTED);
  } else {
    arguments_.push_back({name, value});
  }
  return whole;
}

/// Up to the delimiter, which is read too. As only its first byte is a CR, what began like it and
/// was not can begin it again with no other byte.
bool ESP8266WebServer::readContent(const String& delimiter, const String& file, String& value) {
  unsigned int matched = 0;
  auto take = [&](char byte) {
    if (!file.isEmpty()) {
      uploadByte(static_cast<uint8_t>(byte));
    } else if (value.length() < MOST_BODY) {
      value += byte;
    }
  };
  while (matched < delimiter.length()) {
    int byte = readByte();
    if (byte < 0) {
      return false;
    }
    if (byte == delimiter[matched]) {
      matched++;
      continue;
    }
    for (unsigned int i = 0; i < matched; i++) {
      take(delimiter[i]);
    }
    matched = byte == delimiter[0] ? 1 : 0;
    if (matched == 0) {
      take(static_cast<char>(byte));
    }
  }
  return true;
}

void ESP8266WebServer::uploadByte(uint8_t byte) {
  if (upload_->currentSize == HTTP_UPLOAD_BUFLEN) {
    tellUpload(UPLOAD_FILE_WRITE);
  }
  upload_->buf[upload_->currentSize++] = byte;
}

void ESP8266WebServer::tellUpload(HTTPUploadStatus status) {
  upload_->status = status;
  if (status == UPLOAD_FILE_WRITE) {
    upload_->totalSize += upload_->currentSize;
  }
  if (handler_ != nullptr && handler_->canUpload(uri_)) {
    handler_->upload(*this, uri_, *upload_);
  }
  if (status == UPLOAD_FILE_WRITE) {
    upload_->currentSize = 0;
  }
}

String ESP8266WebServer::urlDecode(const String& text) {
  String out;
  for (unsigned int i = 0; i < text.length(); i++) {
    if (text[i] == '+') {
      out += ' ';
    } else if (text[i] == '%' && i + 2 < text.length()) {
      char hex[] = {text[i + 1], text[i + 2], 0};
      out += static_cast<char>(strtol(hex, nullptr, 16));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}
