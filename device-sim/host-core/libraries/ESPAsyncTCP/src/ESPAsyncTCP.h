#pragma once
#include <stddef.h>
#include <stdint.h>

#include <functional>

#include "IPAddress.h"
#include "async_config.h"
#include "lwip/err.h"
#include "lwip/init.h"
#include "lwip/pbuf.h"

#define ASYNC_MAX_ACK_TIME 5000
#define ASYNC_WRITE_FLAG_COPY 0x01
#define ASYNC_WRITE_FLAG_MORE 0x02

namespace tgsim {
class Conversation;
class Door;
}  // namespace tgsim

class AsyncClient;

typedef std::function<void(void*, AsyncClient*)> AcConnectHandler;
typedef std::function<void(void*, AsyncClient*, size_t size, uint32_t millis)> AcAckHandler;
typedef std::function<void(void*, AsyncClient*, err_t error)> AcErrorHandler;
typedef std::function<void(void*, AsyncClient*, void* data, size_t size)> AcDataHandler;
typedef std::function<void(void*, AsyncClient*, struct pbuf* packet)> AcPacketHandler;
typedef std::function<void(void*, AsyncClient*, uint32_t millis)> AcTimeoutHandler;

/// One TCP connection. What happens to it is told by calls, between two turns of the sketch: after
/// loop(), and while it waits or yields; never within a call that is under way.
class AsyncClient {
 public:
  AsyncClient() = default;
  AsyncClient(const AsyncClient&) = delete;
  ~AsyncClient();
  /// Takes its connection over; those to call stay with each.
  AsyncClient& operator=(const AsyncClient& other);
  /// Appends it to the list that this one begins.
  AsyncClient& operator+=(const AsyncClient& other);
  bool operator==(const AsyncClient& other);
  bool operator!=(const AsyncClient& other) { return !(*this == other); }

  AsyncClient* prev = nullptr;
  AsyncClient* next = nullptr;

  /// False when nothing comes of it: it has a connection, or there is no network.
  bool connect(IPAddress ip, uint16_t port);
  bool connect(const char* host, uint16_t port);
  /// When all that was sent is there; not now: within half a second.
  void close(bool now = false);
  void stop() { close(false); }
  void abort();
  bool free() { return freeable(); }

  /// There is room, and nothing that was sent waits to be acknowledged.
  bool canSend();
  size_t space();
  /// Gives how many were taken; they go with send().
  size_t add(const char* data, size_t size, uint8_t flags = 0);
  bool send();
  size_t write(const char* data);
  size_t write(const char* data, size_t size, uint8_t flags = 0);

  /// For onData: what has come now makes room for more only by ack().
  void ackLater() { acksNow_ = false; }
  size_t ack(size_t size);
  void ackPacket(struct pbuf* packet);
  bool isRecvPush() { return pushed_; }

  uint8_t state();
  bool connecting() { return state() > 0 && state() < 4; }
  bool connected() { return state() == 4; }
  bool disconnecting() { return state() > 4 && state() < 10; }
  bool disconnected() { return state() == 0 || state() == 10; }
  bool freeable() { return state() == 0 || state() > 4; }

  uint16_t getMss();
  /// Seconds without anything from the other side, after which it is closed; 0 for ever.
  void setRxTimeout(uint32_t seconds) { silenceSeconds_ = seconds; }
  uint32_t getRxTimeout() { return silenceSeconds_; }
  /// After so long onTimeout() is called; 0 for never.
  void setAckTimeout(uint32_t millis) { ackMillis_ = millis; }
  uint32_t getAckTimeout() { return ackMillis_; }
  void setNoDelay(bool noDelay) { noDelay_ = noDelay; }
  bool getNoDelay() { return noDelay_; }

  IPAddress remoteIP();
  uint16_t remotePort();
  IPAddress localIP();
  uint16_t localPort();
  uint32_t getRemoteAddress() { return remoteIP(); }
  uint16_t getRemotePort() { return remotePort(); }
  uint32_t getLocalAddress() { return localIP(); }
  uint16_t getLocalPort() { return localPort(); }

  void onConnect(AcConnectHandler call, void* of = nullptr) { connected_ = {call, of}; }
  void onDisconnect(AcConnectHandler call, void* of = nullptr) { ended_ = {call, of}; }
  /// All that was sent is there: how much, and how long it took.
  void onAck(AcAckHandler call, void* of = nullptr) { acknowledged_ = {call, of}; }
  /// It could not be made, or was lost; onDisconnect() follows.
  void onError(AcErrorHandler call, void* of = nullptr) { failed_ = {call, of}; }
  void onData(AcDataHandler call, void* of = nullptr) { data_ = {call, of}; }
  /// Instead of onData(): each is to be given back by ackPacket().
  void onPacket(AcPacketHandler call, void* of = nullptr) { packet_ = {call, of}; }
  void onTimeout(AcTimeoutHandler call, void* of = nullptr) { timeout_ = {call, of}; }
  /// Twice a second while it is connected.
  void onPoll(AcConnectHandler call, void* of = nullptr) { poll_ = {call, of}; }

  const char* errorToString(err_t error);
  const char* stateToString();
  err_t getCloseError() const { return error_; }

 private:
  friend class tgsim::Conversation;
  friend class AsyncServer;

  /// Whom to call. The sketch may set another meanwhile, or delete the client, so a copy is called.
  template <typename Handler>
  struct Call {
    Handler call;
    void* of = nullptr;
    template <typename... Others>
    void operator()(AsyncClient* client, Others... others) const;
  };

  explicit AsyncClient(tgsim::Conversation* talk);
  bool isOpen() const;
  void closeNow();
  void fail(err_t error);
  /// So many more are acknowledged.
  void acknowledged(size_t size);
  /// Half a second is over; false when the client is not to be touched any more.
  void polled();

  mutable tgsim::Conversation* talk_ = nullptr;
  Call<AcConnectHandler> connected_;
  Call<AcConnectHandler> ended_;
  Call<AcAckHandler> acknowledged_;
  Call<AcErrorHandler> failed_;
  Call<AcDataHandler> data_;
  Call<AcPacketHandler> packet_;
  Call<AcTimeoutHandler> timeout_;
  Call<AcConnectHandler> poll_;
  bool noDelay_ = false;
  bool busy_ = false;
  bool closing_ = false;
  bool acksNow_ = true;
  bool pushed_ = false;
  err_t error_ = ERR_OK;
  uint32_t silenceSeconds_ = 0;
  uint32_t ackMillis_ = ASYNC_MAX_ACK_TIME;
  uint32_t sentAt_ = 0;
  uint32_t heardAt_ = 0;
  uint32_t unacknowledged_ = 0;
  uint32_t acknowledgedSince_ = 0;
  /// Read by the sketch, and to be acknowledged by it.
  uint32_t later_ = 0;
};

class AsyncServer {
 public:
  AsyncServer(IPAddress ip, uint16_t port) : ip_(ip), port_(port) {}
  explicit AsyncServer(uint16_t port) : port_(port) {}
  AsyncServer(const AsyncServer&) = delete;
  AsyncServer& operator=(const AsyncServer&) = delete;
  ~AsyncServer() { end(); }

  /// Who is told of each that comes has to delete it; without anybody, all are turned away.
  void onClient(AcConnectHandler call, void* of) { client_ = {call, of}; }
  void begin();
  void end();
  void setNoDelay(bool noDelay) { noDelay_ = noDelay; }
  bool getNoDelay() { return noDelay_; }
  uint8_t status();

 private:
  static void come(void* of);
  static void takeAll(void* of);

  IPAddress ip_;
  uint16_t port_;
  bool noDelay_ = false;
  tgsim::Door* door_ = nullptr;
  uint32_t turn_ = 0;
  AsyncClient::Call<AcConnectHandler> client_;
};
