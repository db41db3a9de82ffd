package jinye.platform.workflow;

/** Something may be done without people as soon as this transaction is over; the keeper need not wait for its next round. */
record SomethingIsDue() {}
