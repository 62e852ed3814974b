/** Objects from folders of files, once or followed as the files change. */
@org.jspecify.annotations.NullMarked
package dev.ostia.controlplane.source.files;
