#pragma once
#include "host_net.h"
#include "wire.h"

namespace tgsim {

/// One TCP connection. Copies of a WiFiClient share it: the last of them closes it. What has come
/// stays until it is read, also when the connection is over.
class Socket {
 public:
  enum State : uint8_t { CONNECTING, ESTABLISHED, CLOSED };

  /// What can be written before it is acknowledged: two segments.
  static constexpr uint32_t SEND_BYTES = 1072;

  /// Begins a connection; it belongs to one owner.
  static Socket* dial(Ip ip, uint16_t port);
  /// One who has come.
  static Socket* guest(uint32_t number, Ip ip, uint16_t port);

  Socket* own();
  void disown();

  State state() const { return state_; }
  uint32_t number() const { return number_; }
  Ip remoteIp() const { return ip_; }
  uint16_t remotePort() const { return port_; }
  uint16_t localPort() const { return localPort_; }

  /// Waits until it is established or closed, for so long at most.
  bool connected(uint32_t timeoutMillis);

  size_t available() const { return end_ - start_; }
  const uint8_t* data() const { return bytes_ + start_; }
  size_t read(void* into, size_t size);
  void consume(size_t size);

  uint32_t room() const { return state_ == ESTABLISHED ? SEND_BYTES - waiting_ : 0; }
  /// Gives how many were taken: all, or fewer when nothing was taken for so long.
  size_t write(const void* data, size_t size, uint32_t timeoutMillis);
  /// Waits until all is acknowledged; false when nothing was for so long.
  bool acknowledged(uint32_t timeoutMillis);

  /// The other side is told when all is there.
  void close();
  /// It is over at once.
  void abort();

  /// TLS from here on, by a message of kind TLS_START that begins with its number; gives BearSSL's
  /// error, 0 when it is done, -1 when nothing came of it in this time.
  int secure(const Out& start, uint32_t timeoutMillis);

 private:
  Socket(uint32_t number, Ip ip, uint16_t port, State state);
  ~Socket();
  void come(Bytes bytes);
  void end(uint8_t how);
  static Socket* of(uint32_t number);
  static void stateCame(In& in);
  static void dataCame(In& in);
  static void roomCame(In& in);
  static void tlsCame(In& in);
  static void tellRead();
  friend struct SocketHandlers;

  const uint32_t number_;
  const Ip ip_;
  const uint16_t port_;
  const uint16_t localPort_;
  State state_;
  bool told_ = false;
  bool secured_ = false;
  int error_ = 0;
  uint16_t owners_ = 1;
  uint32_t waiting_ = 0;
  /// Read by the sketch and not told yet.
  uint32_t read_ = 0;
  uint8_t* bytes_ = nullptr;
  size_t start_ = 0;
  size_t end_ = 0;
  size_t size_ = 0;
  Socket* next_;
};

}  // namespace tgsim
