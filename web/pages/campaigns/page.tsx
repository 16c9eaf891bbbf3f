export { CampaignList as Page } from "./list.tsx";
