"""Runs the whole platform on one machine: the three real servers, every process of Laurel, the demo.

No Docker, no root: mongod, Valkey, Kafka and its Java come out of packages. `python -m deploy.local` is the door.
"""
