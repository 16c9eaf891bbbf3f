import { QueryClient } from "@tanstack/react-query";

/** Ten minutes: what was read is shown at once on coming back, and read again behind it. */
const KEPT_MS = 600_000;

/** One cache for the page. An answer that failed is not asked for again by itself: the page says why, and offers it. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      retry: false,
      gcTime: KEPT_MS,
      staleTime: 0,
      refetchOnWindowFocus: true,
      // Our ETag cache gives the very same object for an unchanged answer.
      structuralSharing: false,
    },
    mutations: { retry: false },
  },
});
