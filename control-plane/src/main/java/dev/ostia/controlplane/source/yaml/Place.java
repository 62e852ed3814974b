package dev.ostia.controlplane.source.yaml;

/**
 * Where a field of a document stands.
 *
 * @param path from the root of the document, such as {@code spec.http[0].match}; empty for the root
 * @param line counts from 1
 * @param column counts from 1
 */
public record Place(String path, int line, int column) {}
