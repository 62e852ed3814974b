/** The demo: sample configuration and small backends. */
@org.jspecify.annotations.NullMarked
package dev.ostia.cli.demo;
