"""A publisher as MQTT introductions write it: a fixed client id, QoS 1, no network loop of its own.

Usage: publisher.py HOST PORT COUNT.
"""

import json
import random
import sys
import time

import paho.mqtt.client as mqtt

host, port, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
if hasattr(mqtt, "CallbackAPIVersion"):
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION1, client_id="publisher_001")
else:
    client = mqtt.Client(client_id="publisher_001")
client.connect(host, port, keepalive=60)
client.loop_start()
for _ in range(count):
    reading = {
        "device_id": "sensor_01",
        "temperature": round(random.uniform(22.5, 27.5), 2),
        "humidity": round(random.uniform(45, 55), 2),
        "timestamp": int(time.time()),
    }
    client.publish("/sensors/temperature", json.dumps(reading), qos=1).wait_for_publish()
client.loop_stop()
client.disconnect()
print("published", count)
