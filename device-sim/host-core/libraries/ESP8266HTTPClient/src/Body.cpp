#include "ESP8266HTTPClient.h"
#include "StreamString.h"

const String& HTTPClient::getString(int reserve) {
  if (taken_) {
    return body_;
  }
  StreamString text;
  if (reserve > 0 || size_ > 0) {
    text.reserve(static_cast<unsigned>(size_ > reserve ? size_ : reserve));
  }
  writeBody(&text);
  body_ = text;
  return body_;
}

/// Gives how many bytes there were, or an error.
int HTTPClient::writeBody(Print* to) {
  if (to == nullptr) {
    return fail(HTTPC_ERROR_NO_STREAM);
  }
  if (taken_ || !connected()) {
    return size_ == 0 || taken_ ? 0 : HTTPC_ERROR_NOT_CONNECTED;
  }
  taken_ = true;
  int count = chunked_ ? writeChunks(to) : writePart(to, size_);
  if (count < 0) {
    return fail(count);
  }
  if (size_ < 0 && !chunked_) {
    keeps_ = false;
  }
  done();
  return count;
}

/// So many bytes, or below zero all until the end.
int HTTPClient::writePart(Print* to, int size) {
  uint8_t chunk[256];
  int count = 0;
  uint32_t begun = millis();
  while (size < 0 || count < size) {
    size_t wanted = sizeof chunk;
    if (size >= 0 && static_cast<size_t>(size - count) < wanted) {
      wanted = static_cast<size_t>(size - count);
    }
    int got = client_->available() > 0 ? client_->read(chunk, wanted) : 0;
    if (got > 0) {
      if (to->write(chunk, static_cast<size_t>(got)) != static_cast<size_t>(got)) {
        return HTTPC_ERROR_STREAM_WRITE;
      }
      count += got;
      begun = millis();
    } else if (!client_->connected()) {
      return size < 0 ? count : HTTPC_ERROR_CONNECTION_LOST;
    } else if (static_cast<uint32_t>(millis()) - begun > timeout_) {
      return size < 0 ? count : HTTPC_ERROR_READ_TIMEOUT;
    } else {
      delay(1);
    }
  }
  return count;
}

int HTTPClient::writeChunks(Print* to) {
  int count = 0;
  String text;
  while (line(text)) {
    long size = strtol(text.c_str(), nullptr, 16);
    if (size > 0) {
      int part = writePart(to, static_cast<int>(size));
      if (part < 0) {
        return part;
      }
      count += part;
    }
    if (!line(text)) {
      return HTTPC_ERROR_READ_TIMEOUT;
    }
    if (size <= 0) {
      size_ = count;
      return count;
    }
  }
  return HTTPC_ERROR_READ_TIMEOUT;
}

String HTTPClient::errorToString(int error) {
  static const char* const WORDS[] = {
      "",
      "connection failed",
      "send header failed",
      "send payload failed",
      "not connected",
      "connection lost",
      "no stream",
      "no HTTP server",
      "not enough ram",
      "Transfer-Encoding not supported",
      "Stream write error",
      "read Timeout"};
  return error < 0 && error >= HTTPC_ERROR_READ_TIMEOUT ? String(WORDS[-error]) : String();
}
