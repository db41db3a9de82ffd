package jinye.platform.workflow;

import jinye.platform.workflow.process.Shape;

/** One published version of one kind's process. */
record MatterProcess(String kind, int version, Shape shape) {}
