#include "ESP8266WebServer.h"

void ESP8266WebServer::sendHeader(const String& name, const String& value, bool first) {
  String line = name + ": " + value + "\r\n";
  responseHeaders_ = first ? line + responseHeaders_ : responseHeaders_ + line;
}

void ESP8266WebServer::sendHead(int code, const char* type, size_t size) {
  if (type == nullptr || type[0] == 0) {
    type = "text/html";
  }
  String text = "HTTP/1." + String(version_) + " " + String(code) + " " +
                responseCodeToString(code) + "\r\n";
  sendHeader("Content-Type", type, true);
  if (cors_) {
    sendHeader("Access-Control-Allow-Origin", "*");
  }
  if (contentLength_ == CONTENT_LENGTH_UNKNOWN) {
    chunked_ = version_ == 1;
    if (chunked_) {
      sendHeader("Transfer-Encoding", "chunked");
    } else {
      keepAlive_ = false;
    }
  } else {
    size_t length = contentLength_ == CONTENT_LENGTH_NOT_SET ? size : contentLength_;
    sendHeader("Content-Length", String(static_cast<unsigned long>(length)));
  }
  sendHeader("Connection", keepAlive_ ? "keep-alive" : "close");
  text += responseHeaders_ + "\r\n";
  responseHeaders_ = String();
  contentLength_ = CONTENT_LENGTH_NOT_SET;
  client_->write(text.c_str(), text.length());
}

void ESP8266WebServer::send(int code, const char* type, const String& content) {
  send(code, type, content.c_str(), content.length());
}

void ESP8266WebServer::send(int code, const char* type, const char* content, size_t size) {
  sendHead(code, type, size);
  if (size > 0) {
    sendContent(content, size);
  }
}

void ESP8266WebServer::send(int code, const char* type, Stream* stream, size_t size) {
  if (size == 0) {
    size = static_cast<size_t>(stream->available());
  }
  sendHead(code, type, size);
  if (method_ != HTTP_HEAD) {
    stream->sendSize(client_.get(), static_cast<ssize_t>(size));
  }
}

/// In pieces nothing is the end.
void ESP8266WebServer::sendContent(const char* content, size_t size) {
  if (method_ == HTTP_HEAD) {
    chunked_ = false;
    return;
  }
  if (chunked_) {
    char head[16];
    int length = snprintf(head, sizeof head, "%x\r\n", static_cast<unsigned>(size));
    client_->write(head, static_cast<size_t>(length));
  }
  if (size > 0) {
    client_->write(content, size);
  }
  if (chunked_) {
    client_->write("\r\n", 2);
    chunked_ = size > 0;
  }
}

bool ESP8266WebServer::chunkedResponseModeStart(int code, const char* type) {
  if (version_ == 0) {
    return false;
  }
  setContentLength(CONTENT_LENGTH_UNKNOWN);
  sendHead(code, type, 0);
  return true;
}

void ESP8266WebServer::redirect(const String& url, const String& content) {
  sendHeader("Location", url, true);
  sendHeader("Cache-Control", "no-cache, no-store, must-revalidate");
  sendHeader("Pragma", "no-cache");
  sendHeader("Expires", "-1");
  send(302, "text/html", content);
}

void ESP8266WebServer::beginFile(size_t size, const String& name, const String& type) {
  setContentLength(size);
  if (name.endsWith(".gz") && type != "application/x-gzip" && type != "application/octet-stream") {
    sendHeader("Content-Encoding", "gzip");
  }
  sendHead(200, type.c_str(), size);
}

String ESP8266WebServer::responseCodeToString(int code) {
  static const struct {
    int code;
    const char* words;
  } WORDS[] = {{100, "Continue"},
               {101, "Switching Protocols"},
               {200, "OK"},
               {201, "Created"},
               {202, "Accepted"},
               {203, "Non-Authoritative Information"},
               {204, "No Content"},
               {205, "Reset Content"},
               {206, "Partial Content"},
               {300, "Multiple Choices"},
               {301, "Moved Permanently"},
               {302, "Found"},
               {303, "See Other"},
               {304, "Not Modified"},
               {307, "Temporary Redirect"},
               {308, "Permanent Redirect"},
               {400, "Bad Request"},
               {401, "Unauthorized"},
               {403, "Forbidden"},
               {404, "Not Found"},
               {405, "Method Not Allowed"},
               {406, "Not Acceptable"},
               {408, "Request Timeout"},
               {409, "Conflict"},
               {410, "Gone"},
               {411, "Length Required"},
               {412, "Precondition Failed"},
               {413, "Request Entity Too Large"},
               {414, "URI Too Long"},
               {415, "Unsupported Media Type"},
               {417, "Expectation Failed"},
               {429, "Too Many Requests"},
               {500, "Internal Server Error"},
               {501, "Not Implemented"},
               {502, "Bad Gateway"},
               {503, "Service Unavailable"},
               {504, "Gateway Timeout"},
               {505, "HTTP Version not supported"}};
  for (auto& each : WORDS) {
    if (each.code == code) {
      return each.words;
    }
  }
  return String();
}
