/** Text to trees: YAML and JSON documents with the place of every field. Knows no kind. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.source.yaml;
