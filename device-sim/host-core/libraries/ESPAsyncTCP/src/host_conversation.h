#pragma once
#include "ESPAsyncTCP.h"
#include "host.h"
#include "host_socket.h"

namespace tgsim {

/// The connection of an AsyncClient, and when it is called. It outlives the client for as long as a
/// call lasts in which the client ended it.
class Conversation {
 public:
  enum Phase : uint8_t { ASKING_NAME, CONNECTING, OPEN };

  static Conversation* askingFor(const char* name, uint16_t port);
  static Conversation* dialing(Ip ip, uint16_t port);
  static Conversation* with(Socket* guest);

  void belongsTo(AsyncClient* owner) { owner_ = owner; }
  /// Ends it: what was sent still goes out, or it is over at once.
  void leave(bool gracefully);

  Phase phase() const { return phase_; }
  bool isOpen() const { return phase_ == OPEN && socket_->state() == Socket::ESTABLISHED; }
  const Socket* socket() const { return socket_; }

  size_t room() const { return isOpen() ? socket_->room() - addedSize_ : 0; }
  void add(const char* data, size_t size);
  void send();
  /// So many of what has come make room for more.
  void acknowledge(size_t size);
  static void freePacket(struct pbuf* packet);

 private:
  Conversation(Phase phase, uint16_t port) : phase_(phase), port_(port) {}
  ~Conversation() = default;
  void speakBy(Socket* socket);
  void soon();
  void turn();
  void named();
  void opened();
  void hear();
  void say(const uint8_t* bytes, size_t size, bool last);
  void over();
  void pollLater();
  void polled();
  void calledBack();

  static void changed(void* of);
  static void found(void* of, Ip ip);
  static void turnDue(void* of);
  static void pollDue(void* of);
  static void patienceOver(void* of);

  Phase phase_;
  bool inside_ = false;
  bool answered_ = false;
  const uint16_t port_;
  AsyncClient* owner_ = nullptr;
  Socket* socket_ = nullptr;
  uint32_t name_ = 0;
  Ip ip_ = 0;
  // alarms
  uint32_t turn_ = 0;
  uint32_t poll_ = 0;
  uint32_t patience_ = 0;
  uint32_t acknowledged_ = 0;
  /// Of what has come: the sketch has seen it and has not acknowledged it.
  size_t shown_ = 0;
  size_t addedSize_ = 0;
  uint8_t added_[Socket::SEND_BYTES];
};

}  // namespace tgsim

template <typename Handler>
template <typename... Others>
void AsyncClient::Call<Handler>::operator()(AsyncClient* client, Others... others) const {
  if (!call) {
    return;
  }
  Handler copy;
  {
    host::OwnMemory own;
    copy = call;
  }
  copy(of, client, others...);
  host::OwnMemory own;
  copy = nullptr;
}
