ALTER TABLE orders ADD CONSTRAINT orders_user FOREIGN KEY (user_id) REFERENCES users;
CREATE INDEX orders_user_id ON orders (user_id);
ALTER TABLE users ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid();
CREATE TABLE notes (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);
