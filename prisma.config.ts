import { runningPostgres } from "./cli/postgres.ts";
import { config } from "./config.ts";

/** For Prisma's own command line, such as `npx prisma migrate status`, where it can be had. */
export default {
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: {
    url: config.databaseOwnerUrl ?? runningPostgres(config.dataFolder)?.ownerUrl ?? "",
  },
};
