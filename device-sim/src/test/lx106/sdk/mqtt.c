/* As much TCP and MQTT as one publisher needs: one segment under way, sent again until it is
   acknowledged; what comes is taken in its order. */
#include "sdk.h"

enum { HEADER = 14, IP = 20, TCP = 20, FRAMES = HEADER + IP + TCP, DATA = 96 };
enum { FIN = 1, SYN = 2, RST = 4, PUSH = 8, ACK = 16 };
enum { CLOSED, CALLING, OPEN, AT_BROKER };
enum { AGAIN_MILLIS = 1500, EVERY_MILLIS = 1000 };

static const u8 broker[4] = {10, 0, 0, 7};
/* CONNECT: a clean session, a will to be retained, 30 s, the client "sdk" */
static const u8 hello[] = {0x10, 33,  0,   4,   'M', 'Q', 'T', 'T', 4,   0x26, 0,   30,
                           0,    3,   's', 'd', 'k', 0,   10,  'l', 'a', 'b',  '/', 's',
                           't',  'a', 't', 'u', 's', 0,   4,   'g', 'o', 'n',  'e'};

static struct netif *over;
static struct timer again, next;
static u8 router[6];
static u8 waiting[DATA];
static u32 length, sent, heard, number;
static u16 port = 40000;
static int state;

static void half(u8 *at, u32 value) {
  at[0] = (u8)(value >> 8);
  at[1] = (u8)value;
}

static void word(u8 *at, u32 value) {
  half(at, value >> 16);
  half(at + 2, value & 0xffff);
}

static u32 read_word(const u8 *at) {
  return (u32)at[0] << 24 | (u32)at[1] << 16 | (u32)at[2] << 8 | at[3];
}

static u32 sum(const u8 *from, u32 count, u32 start) {
  for (u32 i = 0; i < count; i++) {
    start += i & 1 ? from[i] : (u32)from[i] << 8;
  }
  while (start >> 16) {
    start = (start & 0xffff) + (start >> 16);
  }
  return start;
}

static void segment(int flags, const u8 *data, u32 count) {
  struct pbuf *buffer = pbuf_alloc(3, (u16)(FRAMES + count), 0);
  if (!buffer) {
    ets_printf("ABORT no memory\n");
    return;
  }
  u8 *frame = buffer->payload, *ip = frame + HEADER, *tcp = ip + IP;
  ets_memset(frame, 0, FRAMES);
  ets_memcpy(frame, router, 6);
  ets_memcpy(frame + 6, over->mac, 6);
  half(frame + 12, 0x0800);
  ip[0] = 0x45;
  half(ip + 2, IP + TCP + count);
  ip[8] = 64;
  ip[9] = 6;
  ets_memcpy(ip + 12, over->ip, 4);
  ets_memcpy(ip + 16, broker, 4);
  half(ip + 10, ~sum(ip, IP, 0));
  half(tcp, port);
  half(tcp + 2, 1883);
  word(tcp + 4, sent);
  word(tcp + 8, heard);
  tcp[12] = 0x50;
  tcp[13] = (u8)flags;
  half(tcp + 14, 1024);
  ets_memcpy(tcp + TCP, data, count);
  half(tcp + 16, ~sum(tcp, TCP + count, sum(ip + 12, 8, 6 + TCP + count)));
  ieee80211_output_pbuf(over, buffer);
  pbuf_free(buffer);
}

static void repeat(void *unused) {
  (void)unused;
  arm(&again, AGAIN_MILLIS, repeat, 0);
  if (state == CALLING) {
    segment(SYN, 0, 0);
  } else {
    segment(ACK | PUSH, waiting, length);
  }
}

static void put(const u8 *data, u32 count) {
  ets_memcpy(waiting, data, count);
  length = count;
  repeat(0);
}

static void publish(void *unused) {
  static const u8 begin[] = {0x30, 0, 0, 8, 'l', 'a', 'b', '/', 'd', 'a', 't', 'a'};
  u8 packet[32];
  u32 count = sizeof(begin);
  (void)unused;
  arm(&next, EVERY_MILLIS, publish, 0);
  if (length) {
    return; /* the one before is still under way */
  }
  ets_memcpy(packet, begin, sizeof(begin));
  number++;
  for (int shift = 12; shift >= 0; shift -= 4) {
    packet[count++] = (u8) "0123456789abcdef"[number >> shift & 15];
  }
  packet[1] = (u8)(count - 2);
  put(packet, count);
}

void mqtt_begin(struct netif *netif, const u8 *router_mac) {
  over = netif;
  ets_memcpy(router, router_mac, 6);
  disarm(&next);
  port++;
  sent = now() << 8;
  heard = 0;
  length = 0;
  state = CALLING;
  repeat(0);
}

void mqtt_end(void) {
  disarm(&again);
  disarm(&next);
  state = CLOSED;
  length = 0;
}

/* True when the packet was one of this connection. */
int mqtt_input(const u8 *ip, u32 count) {
  const u8 *tcp = ip + IP, *data = tcp + (tcp[12] >> 4) * 4;
  u32 size = ((u32)ip[2] << 8 | ip[3]) - IP - (u32)(tcp[12] >> 4) * 4;
  if (state == CLOSED || ip[9] != 6 || ((u32)tcp[2] << 8 | tcp[3]) != port || count < IP + TCP) {
    return 0;
  }
  if (tcp[13] & (RST | FIN)) {
    ets_printf("MQTT closed\n");
    mqtt_end();
    return 1;
  }
  if (state == CALLING && (tcp[13] & SYN) && read_word(tcp + 8) == sent + 1) {
    sent++;
    heard = read_word(tcp + 4) + 1;
    state = OPEN;
    put(hello, sizeof(hello));
    return 1;
  }
  if (length && read_word(tcp + 8) == sent + length) {
    sent += length;
    length = 0;
    disarm(&again);
  }
  if (size && read_word(tcp + 4) == heard) {
    heard += size;
    segment(ACK, 0, 0);
    if (state == OPEN && data[0] == 0x20 && data[3] == 0) {
      state = AT_BROKER;
      ets_printf("MQTT connected\n");
      publish(0);
    }
  } else if (size) {
    segment(ACK, 0, 0); /* it was there before, or is too early */
  }
  return 1;
}
