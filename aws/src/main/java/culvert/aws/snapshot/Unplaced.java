package culvert.aws.snapshot;

/** An element that was read, before it is known whose it is. */
record Unplaced(Section section, Element element, Origin origin) {}
