import { named } from './choices.ts';

/** What a shop knows of a customer: where mappings start. */
export const customerFields = named('email phone customer_number first_name last_name company language birthday address city region postal_code country customer_group orders total_spent');

/** What happens in a shop and may be told elsewhere. */
export const shopEvents = named('page_viewed product_viewed added_to_cart checkout_started order_placed item_ordered order_shipped order_cancelled order_refunded customer_created');
