#include "ESPAsyncTCP.h"

#include <string.h>

#include "Arduino.h"
#include "host.h"
#include "host_conversation.h"
#include "lwip/tcpbase.h"

namespace {

uint32_t asyncMillis() { return static_cast<uint32_t>(host::now() / host::MILLISECOND); }

}  // namespace

AsyncClient::AsyncClient(host::Conversation* talk) : talk_(talk), heardAt_(asyncMillis()) {
  talk->belongsTo(this);
}

AsyncClient::~AsyncClient() {
  if (talk_ != nullptr) {
    closeNow();
  }
}

AsyncClient& AsyncClient::operator=(const AsyncClient& other) {
  if (this == &other) {
    return *this;
  }
  if (talk_ != nullptr) {
    closeNow();
  }
  talk_ = other.talk_;
  other.talk_ = nullptr;
  heardAt_ = asyncMillis();
  busy_ = closing_ = false;
  unacknowledged_ = other.unacknowledged_;
  acknowledgedSince_ = other.acknowledgedSince_;
  later_ = other.later_;
  if (talk_ != nullptr) {
    talk_->belongsTo(this);
  }
  return *this;
}

AsyncClient& AsyncClient::operator+=(const AsyncClient& other) {
  AsyncClient* last = this;
  while (last->next != nullptr) {
    last = last->next;
  }
  AsyncClient* added = const_cast<AsyncClient*>(&other);
  last->next = added;
  added->prev = last;
  return *this;
}

bool AsyncClient::operator==(const AsyncClient& other) {
  return talk_ != nullptr && talk_ == other.talk_;
}

// ---- begin and end ----

bool AsyncClient::connect(IPAddress ip, uint16_t port) {
  if (talk_ != nullptr || !host::networkIsUp()) {
    return false;
  }
  error_ = ERR_OK;
  busy_ = closing_ = false;
  unacknowledged_ = acknowledgedSince_ = later_ = 0;
  talk_ = host::Conversation::dialing(ip, port);
  talk_->belongsTo(this);
  return true;
}

bool AsyncClient::connect(const char* name, uint16_t port) {
  IPAddress ip;
  if (ip.fromString(name)) {
    return connect(ip, port);
  }
  if (talk_ != nullptr) {
    return false;
  }
  error_ = ERR_OK;
  busy_ = closing_ = false;
  unacknowledged_ = acknowledgedSince_ = later_ = 0;
  talk_ = host::Conversation::askingFor(name, port);
  talk_->belongsTo(this);
  return true;
}

void AsyncClient::close(bool now) {
  if (talk_ == nullptr) {
    return;
  }
  if (now || talk_->phase() != host::Conversation::OPEN) {
    closeNow();
  } else {
    talk_->acknowledge(later_);
    later_ = 0;
    closing_ = true;
  }
}

void AsyncClient::abort() {
  if (talk_ != nullptr) {
    fail(ERR_ABRT);
  }
}

void AsyncClient::closeNow() {
  host::Conversation* mine = talk_;
  talk_ = nullptr;
  mine->leave(true);
  ended_(this);
}

void AsyncClient::fail(err_t error) {
  host::Conversation* mine = talk_;
  talk_ = nullptr;
  error_ = error;
  mine->leave(mine->isOpen());
  failed_(this, error);
  ended_(this);
}

bool AsyncClient::isOpen() const { return talk_ != nullptr && talk_->isOpen(); }

// ---- bytes ----

size_t AsyncClient::space() { return talk_ == nullptr ? 0 : talk_->room(); }

bool AsyncClient::canSend() { return !busy_ && space() > 0; }

size_t AsyncClient::add(const char* data, size_t size, uint8_t) {
  size_t room = space();
  size_t taken = data == nullptr ? 0 : size < room ? size : room;
  if (taken > 0) {
    talk_->add(data, taken);
    unacknowledged_ += static_cast<uint32_t>(taken);
  }
  return taken;
}

bool AsyncClient::send() {
  if (!isOpen()) {
    return false;
  }
  talk_->send();
  busy_ = unacknowledged_ > 0;
  sentAt_ = asyncMillis();
  return true;
}

size_t AsyncClient::write(const char* data) {
  return data == nullptr ? 0 : write(data, strlen(data));
}

size_t AsyncClient::write(const char* data, size_t size, uint8_t flags) {
  size_t taken = add(data, size, flags);
  return taken > 0 && send() ? taken : 0;
}

size_t AsyncClient::ack(size_t size) {
  size_t count = size < later_ ? size : later_;
  if (talk_ != nullptr && count > 0) {
    later_ -= static_cast<uint32_t>(count);
    talk_->acknowledge(count);
  }
  return count;
}

void AsyncClient::ackPacket(struct pbuf* packet) {
  if (packet == nullptr) {
    return;
  }
  if (talk_ != nullptr && talk_->phase() == host::Conversation::OPEN) {
    talk_->acknowledge(packet->len);
  }
  host::Conversation::freePacket(packet);
}

void AsyncClient::acknowledged(size_t size) {
  heardAt_ = asyncMillis();
  unacknowledged_ -= static_cast<uint32_t>(size);
  acknowledgedSince_ += static_cast<uint32_t>(size);
  if (unacknowledged_ == 0) {
    size_t all = acknowledgedSince_;
    acknowledgedSince_ = 0;
    busy_ = false;
    acknowledged_(this, all, heardAt_ - sentAt_);
  }
}

void AsyncClient::polled() {
  uint32_t time = asyncMillis();
  if (closing_) {
    closing_ = false;
    closeNow();
  } else if (busy_ && ackMillis_ > 0 && time - sentAt_ >= ackMillis_) {
    busy_ = false;
    timeout_(this, time - sentAt_);
  } else if (silenceSeconds_ > 0 && time - heardAt_ >= silenceSeconds_ * 1000) {
    closeNow();
  } else {
    poll_(this);
  }
}

// ---- what it is ----

uint8_t AsyncClient::state() {
  if (talk_ == nullptr || talk_->phase() == host::Conversation::ASKING_NAME) {
    return CLOSED;
  }
  if (talk_->phase() == host::Conversation::CONNECTING) {
    return SYN_SENT;
  }
  return talk_->isOpen() ? ESTABLISHED : CLOSE_WAIT;
}

uint16_t AsyncClient::getMss() { return talk_ == nullptr ? 0 : TCP_MSS; }

IPAddress AsyncClient::remoteIP() {
  return IPAddress(talk_ == nullptr || talk_->socket() == nullptr ? 0u
                                                                  : talk_->socket()->remoteIp());
}

uint16_t AsyncClient::remotePort() {
  return talk_ == nullptr || talk_->socket() == nullptr ? 0 : talk_->socket()->remotePort();
}

IPAddress AsyncClient::localIP() {
  return IPAddress(talk_ == nullptr || talk_->socket() == nullptr ? 0u : host::station().ip);
}

uint16_t AsyncClient::localPort() {
  return talk_ == nullptr || talk_->socket() == nullptr ? 0 : talk_->socket()->localPort();
}

const char* AsyncClient::errorToString(err_t error) {
  switch (error) {
    case ERR_OK:
      return "no error";
    case ERR_MEM:
      return "out of memory";
    case ERR_BUF:
      return "a buffer has the wrong size";
    case ERR_TIMEOUT:
      return "timed out";
    case ERR_RTE:
      return "no way there";
    case ERR_INPROGRESS:
      return "under way";
    case ERR_VAL:
      return "a value is not allowed";
    case ERR_WOULDBLOCK:
      return "it would have to wait";
    case ERR_USE:
      return "the address is in use";
    case ERR_ALREADY:
      return "connecting already";
    case ERR_ISCONN:
      return "connected already";
    case ERR_CONN:
      return "not connected";
    case ERR_IF:
      return "the network interface failed";
    case ERR_ABRT:
      return "given up";
    case ERR_RST:
      return "reset by the other side";
    case ERR_CLSD:
      return "closed";
    case ERR_ARG:
      return "an argument is not allowed";
    case -55:
      return "no such name";
    default:
      return "unknown";
  }
}

const char* AsyncClient::stateToString() {
  static const char* const STATES[] = {
      "Closed",     "Listen",     "SYN Sent",   "SYN Received", "Established", "FIN Wait 1",
      "FIN Wait 2", "Close Wait", "Closing",    "Last ACK",     "Time Wait"};
  return STATES[state()];
}

