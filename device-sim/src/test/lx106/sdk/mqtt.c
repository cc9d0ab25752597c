/* A publisher as sketches are: it measures each second and publishes what it has a connection for,
   as QoS 0; what it measured without one it does not keep. It takes commands, says of itself that
   it is there, and has the broker say that it is gone. After a loss it tries again five seconds
   later. */
#include "sdk.h"

enum { OFF, LATER, CALLING, SAID_HELLO, READY };
enum { EVERY_MILLIS = 1000, AGAIN_MILLIS = 5000, PATIENCE_MILLIS = 15000, KEEP_ALIVE_SECONDS = 15 };
enum { CONNECT = 0x10, CONNACK = 2, PUBLISH = 3, SUBSCRIBE = 0x82, PING = 0xc0, PONG = 13 };
enum { MOST_IN = 128, MOST_OUT = 128 };
enum { TOLD_EVERY = 500 };
enum { WILL_RETAINED = 0x26 }; /* and a clean session */

static struct netif *over;
static u8 router[6];
static int state, awaits_pong;
static u32 since, last_in, last_out, measured, number;
static u8 in[MOST_IN];
static u32 in_count, in_skipped;
static u8 out[MOST_OUT];
static u32 out_count;

static void put(u8 byte) {
  if (out_count < MOST_OUT) {
    out[out_count++] = byte;
  }
}

static void put_text(const char *text) {
  while (*text) {
    put((u8)*text++);
  }
}

static void put_hex(u32 value, int digits) {
  while (digits--) {
    put((u8) "0123456789abcdef"[value >> 4 * digits & 15]);
  }
}

static void put_number(u32 value) {
  u32 unit = 1;
  while (value / unit >= 10) {
    unit *= 10;
  }
  for (; unit; unit /= 10) {
    put((u8)('0' + value / unit % 10));
  }
}

/* a text with its length in front: everything that is put until it is ended */
static u32 begin_text(void) {
  put(0);
  put(0);
  return out_count;
}

static void end_text(u32 begun) { half(out + begun - 2, out_count - begun); }

/* sdk-0a1b2c, or with a slash and more behind it */
static void put_name(char between, const char *more) {
  put_text("sdk");
  put((u8)between);
  put_hex((u32)over->mac[3] << 16 | (u32)over->mac[4] << 8 | over->mac[5], 6);
  put_text(more);
}

static void put_topic(const char *last) {
  u32 text = begin_text();
  put_name('/', last);
  end_text(text);
}

static void begin_packet(u8 kind) {
  out_count = 0;
  put(kind);
  put(0);
}

static int send_packet(void) {
  out[1] = (u8)(out_count - 2);
  if (!tcp_write(out, out_count)) {
    return 0;
  }
  last_out = now();
  return 1;
}

static void go(int to) {
  state = to;
  since = now();
}

static void call(void) {
  go(CALLING);
  tcp_open(over, router);
}

void mqtt_begin(struct netif *netif, const u8 *router_mac) {
  over = netif;
  ets_memcpy(router, router_mac, 6);
  call();
}

void mqtt_end(void) {
  tcp_forget();
  state = OFF;
}

void on_closed(void) {
  ets_printf("MQTT closed\n");
  go(LATER);
}

void on_open(void) {
  u32 text;
  state = SAID_HELLO;
  in_count = in_skipped = 0;
  awaits_pong = 0;
  begin_packet(CONNECT);
  text = begin_text();
  put_text("MQTT");
  end_text(text);
  put(4);
  put(WILL_RETAINED);
  put(0);
  put(KEEP_ALIVE_SECONDS);
  text = begin_text();
  put_name('-', "");
  end_text(text);
  put_topic("/status");
  text = begin_text();
  put_text("offline");
  end_text(text);
  send_packet();
}

void mqtt_publish(const char *topic, int retain, const char *payload) {
  if (state != READY) {
    return;
  }
  begin_packet((u8)(PUBLISH << 4 | retain));
  put_topic(topic);
  put_text(payload);
  send_packet();
}

static void ready(void) {
  state = READY;
  ets_printf("MQTT connected\n");
  mqtt_publish("/status", 1, "online");
  begin_packet(SUBSCRIBE);
  put(0);
  put(1);
  put_topic("/set");
  put(0);
  send_packet();
}

static void hang_up(const char *why) {
  ets_printf("MQTT %s\n", why);
  tcp_close();
  go(LATER);
}

static void command(u8 *body, u32 count) {
  u32 topic = 2 + ((u32)body[0] << 8 | body[1]);
  if (topic <= count) {
    for (u32 i = 0; i < count - topic; i++) {
      body[i] = body[topic + i];
    }
    body[count - topic] = 0;
    on_command((const char *)body);
  }
}

static void packet(u8 kind, u8 *body, u32 count) {
  switch (kind >> 4) {
    case CONNACK:
      if (body[1] == 0) {
        ready();
      } else {
        hang_up("was refused");
      }
      break;
    case PUBLISH:
      command(body, count);
      break;
    case PONG:
      awaits_pong = 0;
      break;
  }
}

/* one longer than there is room for is left out; there is one byte of room behind it for a 0 */
void on_data(const u8 *data, u32 count) {
  last_in = now();
  while (count--) {
    u8 byte = *data++;
    if (in_skipped) {
      in_skipped--;
      continue;
    }
    in[in_count++] = byte;
    if (in_count == 2 && in[1] & 0x80) {
      hang_up("was sent too much");
      return;
    }
    if (in_count == 2 && in[1] > MOST_IN - 3) {
      in_skipped = in[1];
      in_count = 0;
    } else if (in_count >= 2 && in_count == in[1] + 2u) {
      in_count = 0;
      packet(in[0], in + 2, in[1]);
    }
  }
}

static void keep_alive(void) {
  u32 silent = now() - last_in;
  if (silent <= KEEP_ALIVE_SECONDS * 1000 && now() - last_out <= KEEP_ALIVE_SECONDS * 1000) {
    return;
  }
  if (awaits_pong) {
    hang_up("silent");
    return;
  }
  awaits_pong = 1;
  last_in = now();
  begin_packet(PING);
  send_packet();
}

static void measure(void) {
  static u32 run;
  u32 text;
  run = run ? run : noise() | 1;
  number++;
  if (state != READY) {
    ets_printf("not published: %d\n", number);
    return;
  }
  begin_packet(PUBLISH << 4);
  text = begin_text();
  put_name('/', "/data");
  end_text(text);
  put_text("{\"run\":\"");
  put_hex(run, 8);
  put_text("\",\"n\":");
  put_number(number);
  put('}');
  if (!send_packet()) {
    ets_printf("no room: %d\n", number);
  } else if (number % TOLD_EVERY == 0) {
    ets_printf("published: %d\n", number);
  }
}

/* to be called again and again, as often as the program comes round */
void mqtt_loop(void) {
  u32 passed = now() - since;
  if (state == LATER && passed >= AGAIN_MILLIS) {
    call();
  } else if ((state == CALLING || state == SAID_HELLO) && passed >= PATIENCE_MILLIS) {
    hang_up("not answered");
  } else if (state == READY) {
    keep_alive();
  }
  if (now() - measured >= EVERY_MILLIS) {
    measured += EVERY_MILLIS;
    measure();
  }
}
