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

struct sent {
  u8 unused[16];
  u8 *header; /* at 16 */
  u16 header_bytes, body_bytes;
  u8 more[12];
  u32 *sending; /* at 36 */
};

extern struct ic g_ic;

int ieee80211_send_mgmt(struct connection *from, int kind, int reason);
void own_init(void);
int ppTxPkt(struct sent *frame);
int ppRegisterTxCallback(void (*sent)(struct sent *), int number);

/* ESP-NOW */
void now_recycle(struct sent *frame, int kind);

/* what the radio answers to, by interface, and where it is tuned to */
void wDev_SetMacAddress(int which, const u8 *mac);
void wDev_DisableUcRx(int which);
int wifi_set_channel(u8 number);
int phy_change_channel(u32 megahertz, int one, int zero);

/* says that something has turned to the radio itself */
void radio(const char *what);

#endif
