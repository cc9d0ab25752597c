/* The network that a program opens itself, without a radio: who is let in, beacons, and behind it a
   server that gives one address and sends datagrams back. */
#include "wifi.h"

enum { HEADER = 14, IP = 20, UDP = 8, BOOTP = 240, FRAME = HEADER + IP + UDP + BOOTP + 10 };
enum { OPEN = 5, LEAVE = 0xa0, THROWN_OUT = 0xc0, NO_ROOM = 17, BEACONS = 4, EVERY_MILLIS = 100 };
enum { DISCOVER = 1, OFFER, ACK = 5 };

u8 own_denies;
static const u8 address[4] = {192, 168, 4, 1}, given[4] = {192, 168, 4, 2};
static struct netif netif;
static struct connection own;
static struct timer next;
static struct node *visitor;
static u8 header[24] = {0x80};
static struct sent beacon = {.header = header};
static u8 action[24] = {0xd0};
static u32 sending[4];
static struct sent speech = {.header = action, .sending = sending};
static u32 beacons;
static u8 under_way, starts;

/* 802.11's own, which the host does instead */
int ppTxPkt(struct sent *frame) { return radio("transmit"), frame->unused[0]; }

int ppRegisterTxCallback(void (*sent)(struct sent *), int number) {
  radio("register");
  return sent != 0 && number;
}

static void send_beacon(void *unused) {
  (void)unused;
  under_way = 1;
  ppTxPkt(&beacon);
}

static void beacon_sent(struct sent *frame) {
  if (frame != &beacon) {
    ets_printf("ABORT another frame\n");
  }
  under_way = 0;
  beacons++;
  if (starts) {
    starts = 0;
    wifi_softap_start(0);
  } else if (own.netif) {
    arm(&next, EVERY_MILLIS, send_beacon, 0);
  }
}

/* what the host calls */
struct node *cnx_node_alloc(const u8 *mac) {
  struct node *node = visitor ? 0 : pvPortZalloc(sizeof *node, __FILE__, __LINE__);
  if (node) {
    ets_memcpy(node->bssid, mac, 6);
    visitor = node;
  }
  return node;
}

static void leaves(void) {
  if (visitor->association) {
    ets_printf("EV out %02x\n", visitor->bssid[5]);
  }
  vPortFree(visitor, __FILE__, __LINE__);
  visitor = 0;
}

void cnx_node_join(struct connection *to, struct node *node, int answer) {
  if (own_denies) {
    ets_printf("denied\n");
    ieee80211_send_mgmt(to, answer, NO_ROOM);
    leaves();
    return;
  }
  node->association = 1;
  ets_printf("EV in %02x\n", node->bssid[5]);
  ieee80211_send_mgmt(to, answer, 0);
}

/* what comes */
static int give_back(u8 *frame, u32 length) {
  static const u8 mac[6] = {0x5e, 0xcf, 0x7f, 1, 2, 3};
  struct pbuf *buffer = pbuf_alloc(3, (u16)length, 0);
  if (!buffer) {
    ets_printf("ABORT no memory\n");
    return 1;
  }
  u8 *to = buffer->payload, *ip = to + HEADER;
  ets_memcpy(to, frame, length);
  ets_memcpy(to, frame + 6, 6);
  ets_memcpy(to + 6, mac, 6);
  half(ip + 10, 0);
  half(ip + 10, ~sum(ip, IP, 0));
  half(ip + IP + 6, 0);
  int lost = ieee80211_output_pbuf(&netif, buffer);
  if (lost) {
    pbuf_free(buffer);
  }
  return lost;
}

static void wish(u8 *frame, const u8 *bootp) {
  static u8 answer[FRAME];
  u8 *ip = answer + HEADER, *udp = ip + IP, *to = udp + UDP, *option = to + BOOTP;
  ets_memcpy(answer, frame, FRAME);
  half(ip + 2, FRAME - HEADER);
  ets_memcpy(ip + 12, address, 4);
  half(udp, 67);
  half(udp + 2, 68);
  half(udp + 4, FRAME - HEADER - IP);
  to[0] = 2;
  ets_memcpy(to + 16, given, 4);
  option[2] = bootp[BOOTP + 2] == DISCOVER ? OFFER : ACK;
  option[3] = 54;
  option[4] = 4;
  ets_memcpy(option + 5, address, 4);
  option[9] = 255;
  give_back(answer, FRAME);
}

static void comes(struct pbuf *buffer) {
  u8 *frame = buffer->payload, *ip = frame + HEADER, *udp = ip + IP;
  u8 swapped[4];
  if (buffer->length < HEADER + IP + UDP || ip[9] != 17) {
    ets_printf("own frame of %d: %02x\n", buffer->length, frame[buffer->length - 1]);
  } else if (udp[3] == 67) {
    wish(frame, udp + UDP);
  } else {
    ets_memcpy(swapped, ip + 12, 4);
    ets_memcpy(ip + 12, ip + 16, 4);
    ets_memcpy(ip + 16, swapped, 4);
    ets_memcpy(swapped, udp, 2);
    ets_memcpy(udp, udp + 2, 2);
    ets_memcpy(udp + 2, swapped, 2);
    give_back(frame, buffer->length);
  }
  pbuf_free(buffer);
}

/* ESP-NOW, and listening */
void esf_buf_recycle(struct sent *frame, int kind) {
  if (frame != &speech) {
    now_recycle(frame, kind);
    return;
  }
  ets_printf("given back %d: %d\n", frame == &speech, kind);
}

static void spoken(struct sent *frame) {
  ets_printf("spoken %d, heard %d\n", frame == &speech, frame->sending[3] >> 24 == 1);
}

void own_speaks(int is_long) {
  sending[0] = is_long ? 1 << 20 : 1 << 21;
  ppRegisterTxCallback(spoken, 7);
  ppTxPkt(&speech);
}

void wifi_promiscuous_enable(u8 wanted) { radio(wanted ? "listen" : "no more"); }

/* what an application calls */
int wifi_softap_start(int unused) {
  (void)unused;
  if (own.netif) {
    return 1;
  }
  if (under_way) {
    starts = 1;
    return 1;
  }
  own.netif = &netif;
  own.state = OPEN;
  wDev_SetMacAddress(1, netif.mac);
  ppRegisterTxCallback(beacon_sent, BEACONS);
  arm(&next, EVERY_MILLIS, send_beacon, 0);
  ets_printf("own network open\n");
  return 1;
}

void wifi_softap_stop(void) {
  disarm(&next);
  if (visitor) {
    ieee80211_send_mgmt(&own, LEAVE, 4);
    ieee80211_send_mgmt(&own, THROWN_OUT, 2);
    leaves();
  }
  own.netif = 0;
  wDev_DisableUcRx(1);
}

int own_send(void) {
  struct pbuf *buffer = pbuf_alloc(3, 60, 0);
  buffer->payload[59] = 0x5a;
  int lost = ieee80211_output_pbuf(&netif, buffer);
  if (lost) {
    pbuf_free(buffer);
  }
  return lost;
}

void own_says(void) { ets_printf("BEACONS %d\n", beacons); }

void own_init(void) {
  read_mac(netif.mac);
  netif.mac[0] |= 2;
  netif.state = &own;
  netif.input = comes;
  g_ic.own = &own;
}
