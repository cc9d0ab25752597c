#include "AsyncPrinter.h"

AsyncPrinter::AsyncPrinter(AsyncClient* client, size_t size) : waiting_(size + 1) {
  if (client != nullptr) {
    take(client);
  }
}

AsyncPrinter::~AsyncPrinter() {
  closed_ = nullptr;
  close();
}

AsyncPrinter& AsyncPrinter::operator=(const AsyncPrinter& other) {
  if (this != &other) {
    close();
    AsyncClient* theirs = other.client_;
    other.client_ = nullptr;
    if (theirs != nullptr) {
      take(theirs);
    }
  }
  return *this;
}

int AsyncPrinter::connect(IPAddress ip, uint16_t port) { return dial(ip, port); }

int AsyncPrinter::connect(const char* host, uint16_t port) { return dial(host, port); }

template <typename Address>
int AsyncPrinter::dial(Address address, uint16_t port) {
  if (connected()) {
    return 0;
  }
  close();
  take(new AsyncClient);
  if (!client_->connect(address, port)) {
    close();
    return 0;
  }
  while (client_ != nullptr && !client_->connected()) {
    delay(1);
  }
  return connected();
}

void AsyncPrinter::take(AsyncClient* client) {
  client_ = client;
  waiting_.flush();
  client->onAck([this](void*, AsyncClient*, size_t, uint32_t) { sendWaiting(); });
  client->onPoll([this](void*, AsyncClient*) { sendWaiting(); });
  client->onDisconnect([this](void*, AsyncClient*) { ended(); });
  client->onData([this](void*, AsyncClient*, void* data, size_t size) {
    if (data_) {
      data_(dataOf_, this, static_cast<uint8_t*>(data), size);
    }
  });
}

size_t AsyncPrinter::write(const uint8_t* data, size_t size) {
  size_t written = 0;
  while (connected()) {
    written += waiting_.write(reinterpret_cast<const char*>(data) + written, size - written);
    sendWaiting();
    if (written == size || !can_yield()) {
      break;
    }
    delay(1);
  }
  return written;
}

void AsyncPrinter::sendWaiting() {
  size_t size = waiting_.available();
  if (size == 0 || !connected() || !client_->canSend()) {
    return;
  }
  size = size < client_->space() ? size : client_->space();
  char bytes[2 * TCP_MSS];
  client_->write(bytes, waiting_.read(bytes, size));
}

void AsyncPrinter::close() {
  if (client_ != nullptr && client_->connected()) {
    // ended() follows
    client_->close(true);
  } else {
    ended();
  }
}

void AsyncPrinter::ended() {
  AsyncClient* mine = client_;
  client_ = nullptr;
  if (mine == nullptr) {
    return;
  }
  mine->onDisconnect(nullptr);
  delete mine;
  if (closed_) {
    closed_(closedOf_, this);
  }
}
