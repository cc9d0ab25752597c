/* As much TCP as one connection needs: what is written waits in a buffer, of which one segment is
   under way at a time, sent again until it is acknowledged; what comes is taken in its order. */
#include "sdk.h"

enum { HEADER = 14, IP = 20, TCP = 20, FRAMES = HEADER + IP + TCP };
enum { FIN = 1, SYN = 2, RST = 4, PUSH = 8, ACK = 16 };
enum { CLOSED, CALLING, OPEN };
enum { ROOM = 512, SEGMENT = 256, WINDOW = 1024, AGAIN_MILLIS = 1500, MOST_TRIES = 12 };

static const u8 broker[4] = {10, 0, 0, 7};
static struct netif *over;
static struct timer again;
static u8 gateway[6];
static u8 waiting[ROOM];
static u32 length, under_way, sent, heard, window, tries;
static u16 port;
static int state;

static u32 read_word(const u8 *at) {
  return (u32)at[0] << 24 | (u32)at[1] << 16 | (u32)at[2] << 8 | at[3];
}

static void segment(int flags, u32 number, const u8 *data, u32 count) {
  struct pbuf *buffer = pbuf_alloc(3, (u16)(FRAMES + count), 0);
  if (!buffer) {
    ets_printf("ABORT no memory\n");
    return;
  }
  u8 *frame = buffer->payload, *ip = frame + HEADER, *tcp = ip + IP;
  ets_memcpy(frame, gateway, 6);
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
  word(tcp + 4, number);
  word(tcp + 8, heard);
  tcp[12] = 0x50;
  tcp[13] = (u8)flags;
  half(tcp + 14, WINDOW);
  if (count) {
    ets_memcpy(tcp + TCP, data, count);
  }
  half(tcp + 16, ~sum(tcp, TCP + count, sum(ip + 12, 8, 6 + TCP + count)));
  ieee80211_output_pbuf(over, buffer);
  pbuf_free(buffer);
}

static void ended(void) {
  tcp_forget();
  on_closed();
}

static void repeat(void *unused) {
  (void)unused;
  if (++tries > MOST_TRIES) {
    segment(RST | ACK, sent, 0, 0);
    ets_printf("TCP gave up\n");
    ended();
    return;
  }
  arm(&again, AGAIN_MILLIS, repeat, 0);
  if (state == CALLING) {
    segment(SYN, sent, 0, 0);
  } else {
    segment(ACK | PUSH, sent, waiting, under_way);
  }
}

/* What waits goes on its way, unless something is under way: what the other side has no room for
   is tried with a byte. */
static void go_on(void) {
  if (state != OPEN || under_way || !length) {
    return;
  }
  under_way = length < SEGMENT ? length : SEGMENT;
  if (under_way > window) {
    under_way = window ? window : 1;
  }
  tries = 0;
  repeat(0);
}

void tcp_open(struct netif *netif, const u8 *router) {
  over = netif;
  ets_memcpy(gateway, router, 6);
  port = (u16)(40000 + (noise() & 0x3fff));
  sent = noise();
  heard = length = under_way = tries = 0;
  state = CALLING;
  repeat(0);
}

/* All of it or nothing. */
int tcp_write(const u8 *data, u32 count) {
  if (state != OPEN || count > ROOM - length) {
    return 0;
  }
  ets_memcpy(waiting + length, data, count);
  length += count;
  go_on();
  return 1;
}

void tcp_forget(void) {
  disarm(&again);
  state = CLOSED;
  length = under_way = 0;
}

void tcp_close(void) {
  if (state == OPEN) {
    segment(FIN | ACK, sent + under_way, 0, 0);
  } else if (state == CALLING) {
    segment(RST, sent + 1, 0, 0);
  }
  tcp_forget();
}

static void acknowledged(u32 number) {
  u32 count = number - sent;
  if (!count || count > under_way) {
    return;
  }
  sent += count;
  length -= count;
  under_way = 0;
  disarm(&again);
  for (u32 i = 0; i < length; i++) {
    waiting[i] = waiting[i + count];
  }
}

/* True when the packet was one of TCP. */
int tcp_input(const u8 *ip, u32 count) {
  const u8 *tcp = ip + IP, *data = tcp + (tcp[12] >> 4) * 4;
  u32 size = ((u32)ip[2] << 8 | ip[3]) - IP - (u32)(tcp[12] >> 4) * 4;
  if (count < IP + TCP || ip[9] != 6) {
    return 0;
  }
  if (state == CLOSED || ((u32)tcp[2] << 8 | tcp[3]) != port) {
    return 1;
  }
  if (tcp[13] & RST) {
    ended();
    return 1;
  }
  window = (u32)tcp[14] << 8 | tcp[15];
  if (state == CALLING) {
    if ((tcp[13] & (SYN | ACK)) == (SYN | ACK) && read_word(tcp + 8) == sent + 1) {
      sent++;
      heard = read_word(tcp + 4) + 1;
      state = OPEN;
      disarm(&again);
      segment(ACK, sent, 0, 0);
      on_open();
    }
    return 1;
  }
  acknowledged(read_word(tcp + 8));
  if (size || (tcp[13] & (FIN | SYN))) {
    int fits = read_word(tcp + 4) == heard;
    int over_now = fits && (tcp[13] & FIN);
    heard += fits ? size + (over_now ? 1 : 0) : 0;
    segment(ACK, sent + under_way, 0, 0);
    if (fits && size) {
      on_data(data, size);
    }
    if (over_now && state == OPEN) {
      tcp_close();
      on_closed();
    }
  }
  go_on();
  return 1;
}
