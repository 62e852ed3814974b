/** How commands lay out what they print: tables, JSON and YAML. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.text;
