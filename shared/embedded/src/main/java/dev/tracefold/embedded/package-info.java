/**
 * DynamoDB, SQS and S3 in one JVM, with the tables, queues and bucket that template.yaml declares.
 *
 * <p>{@link dev.tracefold.embedded.Template} is what the deployed system is made of, {@link
 * dev.tracefold.embedded.EmbeddedAws} runs the emulators, {@link dev.tracefold.embedded.Stack} is
 * the template's resources created in one of them. The emulators are for development and tests
 * (DynamoDB local has its own licence, which says so): nothing here may reach a function's archive.
 */
@NullMarked
package dev.tracefold.embedded;

import org.jspecify.annotations.NullMarked;
