package dev.tracefold.benchmark.cost;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tracefold.benchmark.shape.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a shape's batches cost: everything from the producer's send to the counted outcome, but for
 * the HTTP intake.
 *
 * @param shape what was measured
 * @param calls what one event consumes by the calls that save-events makes, by kind and table
 * @param perEvent what one event consumes, its share of its batch included
 * @param invocationsPerEvent invocations of functions
 * @param processorMillisPerEvent time that the functions compute
 * @param gigabyteSecondsPerEvent time times memory that is billed
 * @param logBytesPerEvent what the functions log, metrics included
 */
public record ShapeCost(
    Shape shape,
    Map<String, Consumption> calls,
    Consumption perEvent,
    double invocationsPerEvent,
    double processorMillisPerEvent,
    double gigabyteSecondsPerEvent,
    double logBytesPerEvent) {

  public ShapeCost {
    calls = Collections.unmodifiableMap(new LinkedHashMap<>(calls));
  }

  private static final double MILLION = 1e6;

  double writes() {
    return MILLION * perEvent.writeUnits() * Prices.WRITE_UNIT;
  }

  double reads() {
    return MILLION * perEvent.readUnits() * Prices.READ_UNIT;
  }

  double queues() {
    return MILLION * perEvent.queueRequests() * Prices.QUEUE_REQUEST;
  }

  double objects() {
    return MILLION * (perEvent.puts() * Prices.OBJECT_PUT + perEvent.gets() * Prices.OBJECT_GET);
  }

  double functions() {
    return MILLION
        * (invocationsPerEvent * Prices.INVOCATION + gigabyteSecondsPerEvent * Prices.GB_SECOND);
  }

  double logs() {
    return MILLION * logBytesPerEvent * Prices.LOG_BYTE;
  }

  /** All of it, for a million events. */
  public double dollarsPerMillion() {
    return writes() + reads() + queues() + objects() + functions() + logs();
  }

  ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    shape.fields().forEach(json::put);
    json.put("writeUnitsPerEvent", perEvent.writeUnits());
    json.put("readUnitsPerEvent", perEvent.readUnits());
    ObjectNode requests = json.putObject("requestsPerEvent");
    requests.put("dynamodb", perEvent.tableCalls());
    requests.put("sqs", perEvent.queueRequests());
    requests.put("s3", perEvent.puts() + perEvent.gets());
    requests.put("lambda", invocationsPerEvent);
    ObjectNode bytes = json.putObject("bytesPerEvent");
    bytes.put("sqs", perEvent.queueBytes());
    bytes.put("s3", perEvent.putBytes());
    bytes.put("logs", logBytesPerEvent);
    json.put("processorMillisPerEvent", processorMillisPerEvent);
    json.put("waitMillisPerEvent", perEvent.waitMillis());
    ObjectNode dollars = json.putObject("dollarsPerMillionByService");
    dollars.put("dynamodbWrites", writes());
    dollars.put("dynamodbReads", reads());
    dollars.put("sqs", queues());
    dollars.put("s3", objects());
    dollars.put("lambda", functions());
    dollars.put("logs", logs());
    json.put("dollarsPerMillion", dollarsPerMillion());
    return json;
  }
}
