package dev.tracefold.issue.regression;

/** What matters of an issue's stored status here. */
public enum Standing {
  UNRESOLVED,
  RESOLVED,
  IGNORED,
  /** Being deleted or merged: never the place of a regression. */
  LEAVING
}
