"""What every process of Laurel uses: the rule language, the events, the bus, delivery, storage, HTTP and identity."""
