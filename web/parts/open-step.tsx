import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";

interface OpenStepProps {
  readonly campaign: string;
  readonly unit: string;
  readonly step: string;
  readonly children: ReactNode;
}

/** The way from any list to the step it speaks of. */
export function OpenStep({ campaign, unit, step, children }: OpenStepProps) {
  return (
    <Link to="/campaigns/$campaign/units/$unit/steps/$step" params={{ campaign, unit, step }}>
      {children}
    </Link>
  );
}
