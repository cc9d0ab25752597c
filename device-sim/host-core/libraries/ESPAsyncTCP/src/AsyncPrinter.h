#pragma once
#include "Arduino.h"
#include "ESPAsyncTCP.h"
#include "cbuf.h"

class AsyncPrinter;

typedef std::function<void(void*, AsyncPrinter*, uint8_t* data, size_t size)> ApDataHandler;
typedef std::function<void(void*, AsyncPrinter*)> ApCloseHandler;

/// A connection that one prints to. What finds no room waits here; while that is full, so does the
/// sketch.
class AsyncPrinter : public Print {
 public:
  AsyncPrinter() : AsyncPrinter(nullptr) {}
  /// It is this one's from here on.
  explicit AsyncPrinter(AsyncClient* client, size_t size = TCP_MSS);
  AsyncPrinter(const AsyncPrinter&) = delete;
  AsyncPrinter& operator=(const AsyncPrinter& other);
  virtual ~AsyncPrinter();

  AsyncPrinter* next = nullptr;

  /// Waits until it is made, or is not.
  int connect(IPAddress ip, uint16_t port);
  int connect(const char* host, uint16_t port);
  void onData(ApDataHandler call, void* of) { data_ = call, dataOf_ = of; }
  void onClose(ApCloseHandler call, void* of) { closed_ = call, closedOf_ = of; }

  size_t write(uint8_t byte) override { return write(&byte, 1); }
  size_t write(const uint8_t* data, size_t size) override;
  using Print::write;

  bool connected() { return client_ != nullptr && client_->connected(); }
  operator bool() { return connected(); }
  void close();

 private:
  template <typename Address>
  int dial(Address address, uint16_t port);
  void take(AsyncClient* client);
  void sendWaiting();
  void ended();

  mutable AsyncClient* client_ = nullptr;
  cbuf waiting_;
  ApDataHandler data_;
  void* dataOf_ = nullptr;
  ApCloseHandler closed_;
  void* closedOf_ = nullptr;
};
