/* What the two halves of the WiFi share. */
#ifndef WIFI_H
#define WIFI_H

#include "sdk.h"

struct channel {
  u8 unused[6];
  u8 number;
};

struct node {
  u8 bssid[8];
  u32 flags; /* at 8 */
  u8 unused[12];
  u8 between[2];
  u16 association; /* at 26 */
  u8 interval;
  u8 more[107];
  struct channel *channel; /* at 136 */
  u8 others[81];
  u8 key; /* at 221 */
};

struct connection {
  struct netif *netif;
  struct timer retry, unused; /* at 4 and 24 */
  u8 between[12];
  u32 state; /* at 56 */
  u8 bssid[6];
  u8 more[86];
  struct node *node; /* at 152 */
  u8 others[61];
  u8 last, count, status; /* at 217 and on */
};

struct manager {
  u8 unused[0x2c8];
  struct node *current;
};

struct ic {
  struct manager *manager;
  u32 unused[5];
  struct connection *connection; /* at 24 */
  struct connection *own;        /* the network that it opens itself */
  void *keys[6];
  struct profile profile;
};

extern struct ic g_ic;

int ieee80211_send_mgmt(struct connection *from, int kind, int reason);
void own_init(void);

/* says that something has turned to the radio itself */
void radio(const char *what);

#endif
