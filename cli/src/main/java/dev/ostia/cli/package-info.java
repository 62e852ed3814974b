@org.jspecify.annotations.NullMarked
package dev.ostia.cli;
